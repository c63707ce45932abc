package dev.muzon.sandbox.page;

import dev.muzon.sandbox.botapi.Fault;
import dev.muzon.sandbox.botapi.Weather;
import java.util.List;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Making the Bot API misbehave. */
@RestController
@RequestMapping("/sandbox")
final class WeatherController {
    private final Weather weather;

    WeatherController(Weather weather) {
        this.weather = weather;
    }

    record Switch(boolean enabled) {}

    @GetMapping("/faults")
    List<Fault> faults() {
        return weather.faults();
    }

    @PostMapping("/faults")
    List<Fault> add(@RequestBody Fault fault) {
        weather.add(fault);
        return weather.faults();
    }

    @DeleteMapping("/faults")
    void clear() {
        weather.clear();
    }

    @PutMapping("/rate-limits")
    void limit(@RequestBody Switch limits) {
        weather.limit(limits.enabled());
    }
}
