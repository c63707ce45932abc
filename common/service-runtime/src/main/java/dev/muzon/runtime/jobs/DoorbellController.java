package dev.muzon.runtime.jobs;

import dev.muzon.coordination.queue.Doorbell;
import dev.muzon.protocol.rest.Paths;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The doorbell that other services ring when they published something for this one. */
@RestController
class DoorbellController {
    private final Doorbell doorbell;
    private final Set<String> workedOffHere;

    DoorbellController(Doorbell doorbell, Set<String> workedOffHere) {
        this.doorbell = doorbell;
        this.workedOffHere = Set.copyOf(workedOffHere);
    }

    @PostMapping(Paths.DOORBELL)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void ring(@PathVariable String queue) {
        if (workedOffHere.contains(queue)) {
            doorbell.ring(queue);
        }
    }
}
