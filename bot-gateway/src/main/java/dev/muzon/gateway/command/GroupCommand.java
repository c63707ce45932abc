package dev.muzon.gateway.command;

/** A command about the music of a group: in a private chat the answer is that there is none. */
public interface GroupCommand extends Command {}
