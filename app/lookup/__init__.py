"""Services of others on the internet that know titles: asked over HTTP, only when somebody wants it."""
