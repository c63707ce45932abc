package dev.muzon.gateway.bot.middleware;

/** A step that a wing adds right before its commands run. */
public interface LastStep extends Middleware {}
