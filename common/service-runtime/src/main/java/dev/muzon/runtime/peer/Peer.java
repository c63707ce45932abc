package dev.muzon.runtime.peer;

/** The services of the suite. */
public enum Peer {
    BOT_GATEWAY,
    ASSISTANT_SERVICE,
    VOICE_CALL_SERVICE,
    EXTRACTOR_SERVICE
}
