"""Tests of the window: real keys and clicks on an offscreen display."""
