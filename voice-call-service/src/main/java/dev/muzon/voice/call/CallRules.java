package dev.muzon.voice.call;

import dev.muzon.resilience.Backoff;
import java.time.Duration;

/**
 * Rules of calls.
 *
 * @param joinTimeout how long signalling may take
 * @param connectTimeout from the transport answer to CONNECTED
 * @param giveUpAfter how long a call may be in trouble before it is left
 * @param backoff between attempts
 */
public record CallRules(Duration joinTimeout, Duration connectTimeout, Duration giveUpAfter, Backoff backoff) {}
