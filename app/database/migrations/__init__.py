"""The steps from one release's schema to the next.

Each revision in ``versions`` is a list of re-runnable statements: every step of :mod:`steps` looks first whether it
was done, so that a migration cut off half-way (MySQL and MariaDB commit each DDL statement by themselves) is simply
started again. Expand first, deploy, contract a release later. A new revision::

    alembic -c app/database/migrations/alembic.ini revision -m "what changes" --autogenerate

then HEAD in ``app/database/schema.py`` is raised, and the statements are rewritten with :mod:`steps`.
"""
