package dev.muzon.sandbox.page;

import dev.muzon.sandbox.botapi.Fault;
import dev.muzon.sandbox.botapi.FaultInjector;
import java.util.List;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Planned faults of the Bot API. */
@RestController
@RequestMapping("/sandbox")
final class FaultController {
    private final FaultInjector injector;

    FaultController(FaultInjector injector) {
        this.injector = injector;
    }

    record Switch(boolean enabled) {}

    /** @param floods calls that were one too many so far */
    record Limits(boolean enabled, long floods) {}

    @GetMapping("/faults")
    List<Fault> faults() {
        return injector.faults();
    }

    @PostMapping("/faults")
    List<Fault> add(@RequestBody Fault fault) {
        injector.add(fault);
        return injector.faults();
    }

    @DeleteMapping("/faults")
    void clear() {
        injector.clear();
    }

    @GetMapping("/rate-limits")
    Limits limits() {
        return new Limits(injector.limited(), injector.floods());
    }

    @PutMapping("/rate-limits")
    void limit(@RequestBody Switch limits) {
        injector.limit(limits.enabled());
    }
}
