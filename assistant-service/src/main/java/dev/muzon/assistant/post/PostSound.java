package dev.muzon.assistant.post;

/** The sound of a post. Telegram is asked for each part of it, so that nobody waits for the whole. */
public interface PostSound {
    /** Returns its size in bytes. */
    long size();

    /**
     * Reads a part.
     *
     * @param count as many bytes as there are from the offset on, or fewer
     * @return exactly that many
     * @throws dev.muzon.protocol.failure.FailureException why Telegram does not give them
     */
    byte[] read(long offset, int count) throws InterruptedException;
}
