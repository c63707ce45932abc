package dev.muzon.extractor.source;

import dev.muzon.runtime.config.ConfigurationCheck;
import dev.muzon.runtime.config.ConfigurationProblem;
import dev.muzon.runtime.config.Example;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the order in which sources are asked.
 *
 * @param order names of sources, separated by commas: who is asked first. Sources that are not named follow by name
 * @param disabled names of sources, separated by commas, that are not asked. What they found earlier still plays
 * @param limit how long a source may take for its answer, unless it needs longer by its nature
 * @param limits the same for single sources, such as {@code telegram=20s}, separated by commas. No request takes longer than
 * {@code resolve-deadline}
 * @param hedgeAfter a source that has not answered by then is no longer waited for alone: the next one is asked too
 * @param atOnce requests that one source works on at once, so that a slow source cannot use up everything
 */
@Validated
@ConfigurationProperties("muzon.extractor.sources")
public record SourcesProperties(
        @DefaultValue @Example("library,direct") List<String> order,

        @DefaultValue @Example("direct") List<String> disabled,

        @DefaultValue("8s") @DurationMin(millis = 100) @DurationMax(seconds = 30)
        Duration limit,

        @DefaultValue @Example("telegram=20s") List<SourceLimit> limits,

        @DefaultValue("4s") @DurationMin(millis = 100) @DurationMax(seconds = 30)
        Duration hedgeAfter,

        @DefaultValue("8") @Min(1) int atOnce)
        implements ConfigurationCheck {
    /** Names of all sources, also of those that are not set up. */
    static final Set<String> NAMES = new TreeSet<>(Set.of(
            "archive",
            "bandcamp",
            "channel",
            "cobalt",
            "direct",
            "invidious",
            "jamendo",
            "library",
            "message",
            "metadata",
            "piped",
            "radio",
            "servers",
            "soundcloud",
            "telegram",
            "web",
            "youtubemusic"));

    public SourcesProperties {
        order = List.copyOf(order);
        disabled = List.copyOf(disabled);
        limits = List.copyOf(limits);
    }

    @Override
    public Stream<ConfigurationProblem> problems() {
        return Stream.of(
                        unknown("order", order),
                        unknown("disabled", disabled),
                        unknown(
                                "limits",
                                limits.stream().map(SourceLimit::source).toList()))
                .flatMap(found -> found);
    }

    private static Stream<ConfigurationProblem> unknown(String setting, List<String> names) {
        return names.stream()
                .filter(name -> !NAMES.contains(name))
                .map(name -> new ConfigurationProblem(
                        "muzon.extractor.sources." + setting,
                        "names a source that does not exist, \"" + name + "\". There are " + String.join(", ", NAMES)));
    }
}
