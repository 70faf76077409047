-- Accounts of CLMS, made from its topology. The server's administrator runs this on the primary, from a file that
-- nobody else can read, before "clms migrate"; accounts-tables.sql follows after it. Both may be run again.
CREATE DATABASE IF NOT EXISTS `{{library}}` CHARACTER SET utf8mb4;
CREATE DATABASE IF NOT EXISTS `{{library}}_ops` CHARACTER SET utf8mb4;

-- Desks and API nodes: no DDL; accounts-tables.sql says which tables they may write, and how.
{{desk}}

-- Workers: upkeep, and restoring a backup beside the library to prove it.
{{ops}}

-- clms migrate
{{migrate}}

-- Backups: reads everything of the library and changes nothing.
{{backup}}

-- Replicas, from their primary.
{{replica}}
