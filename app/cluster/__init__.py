"""The deployment: its topology file, the configuration made from it, the local cluster, promotion and roll-outs."""
