package dev.muzon.coordination.queue;

/** A job that waits behind others of its key. */
public record WaitingJob(String id, String type, String payload) {}
