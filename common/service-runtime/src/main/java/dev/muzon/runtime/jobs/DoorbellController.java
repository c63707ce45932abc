package dev.muzon.runtime.jobs;

import dev.muzon.coordination.queue.Doorbell;
import dev.muzon.runtime.contract.DoorbellApi;
import java.util.Set;
import org.springframework.web.bind.annotation.RestController;

/** The doorbell that other services ring when they published something for this one. */
@RestController
class DoorbellController implements DoorbellApi {
    private final Doorbell doorbell;
    private final Set<String> workedOffHere;

    DoorbellController(Doorbell doorbell, Set<String> workedOffHere) {
        this.doorbell = doorbell;
        this.workedOffHere = Set.copyOf(workedOffHere);
    }

    @Override
    public void ring(String queue) {
        if (workedOffHere.contains(queue)) {
            doorbell.ring(queue);
        }
    }
}
