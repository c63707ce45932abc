package dev.muzon.protocol.job;

/** Names of the queues by the service that handles them. */
public final class Queues {
    public static final String EXTRACTOR = "extractor";
    public static final String PLAYER = "player";
    public static final String GATEWAY = "gateway";
    public static final String ASSISTANT = "assistant";

    private Queues() {}
}
