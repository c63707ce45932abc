package dev.muzon.voice.call;

import dev.muzon.resilience.Backoff;
import java.time.Duration;

/**
 * Rules of calls.
 *
 * @param joinTimeout how long signalling may take
 * @param connectTimeout from the transport answer to CONNECTED
 * @param giveUpAfter how long a call may be in trouble before it is left
 * @param tellAfter how long trouble lasts before the chat is told
 * @param backoff between attempts after failures that pass by themselves
 * @param patience between attempts after failures that people have to remove
 */
public record CallRules(
        Duration joinTimeout,
        Duration connectTimeout,
        Duration giveUpAfter,
        Duration tellAfter,
        Backoff backoff,
        Backoff patience) {}
