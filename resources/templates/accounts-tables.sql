-- Run after accounts.sql and "clms migrate", and again after each release that adds tables. What is only added to (the
-- audit, the ledger, the changes) no desk can change or remove, whatever is done to the program.
{{rights}}
