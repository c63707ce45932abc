package dev.muzon.protocol.job;

import dev.muzon.protocol.ChatRef;

/**
 * News that a call in trouble may work now. A voice chat was started, a right was given, or an assistant was let in. The
 * player tries at once instead of waiting for its next attempt. It changes nothing for a call that is well.
 *
 * @param news what happened, for the log
 */
public record RetryCall(ChatRef chat, String news) implements Job {}
