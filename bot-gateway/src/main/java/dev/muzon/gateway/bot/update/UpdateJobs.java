package dev.muzon.gateway.bot.update;

import dev.muzon.gateway.telegram.Incoming;
import java.util.List;

/** The durable home of accepted updates. */
interface UpdateJobs {

    /**
     * Saves updates in one write.
     *
     * @return those that were not saved before, in their order. The others came a second time and have a job already
     * @throws dev.muzon.protocol.failure.FailureException {@code store.unavailable}; all of them may be saved again
     */
    List<Incoming> publish(List<Incoming> updates);
}
