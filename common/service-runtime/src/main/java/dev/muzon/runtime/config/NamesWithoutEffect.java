package dev.muzon.runtime.config;

import dev.muzon.protocol.setting.ForeignNames;
import dev.muzon.protocol.setting.KnownNames;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * Variables that have no effect here: those of other music bots, and misspelled ones. They are named once at the start,
 * with the name to set instead where there is one, so that no operator waits for their effect.
 */
final class NamesWithoutEffect implements ApplicationListener<ApplicationStartedEvent> {
    private static final Logger log = LoggerFactory.getLogger(NamesWithoutEffect.class);

    @Override
    public void onApplicationEvent(ApplicationStartedEvent event) {
        ConfigurableEnvironment environment = event.getApplicationContext().getEnvironment();
        tellForeign(environment);
        tellUnknown(environment);
    }

    private static void tellForeign(Environment environment) {
        String set = ForeignNames.ALL.entrySet().stream()
                .filter(name -> StringUtils.hasText(environment.getProperty(name.getKey())))
                .map(name -> name.getKey() + (name.getValue().isEmpty() ? "" : " (set " + name.getValue() + ")"))
                .sorted()
                .collect(Collectors.joining(", "));
        if (!set.isEmpty()) {
            log.info("Variables without effect ignored: {}", set);
        }
    }

    private static void tellUnknown(ConfigurableEnvironment environment) {
        Set<String> ours = SettingFiles.keys(environment).keySet();
        String unknown = environment.getSystemEnvironment().entrySet().stream()
                .filter(variable -> StringUtils.hasText(Objects.toString(variable.getValue(), "")))
                .map(Map.Entry::getKey)
                .filter(name -> !ours.contains(name) && !ForeignNames.ALL.containsKey(name))
                .flatMap(name -> unknown(name, ours).stream())
                .sorted()
                .collect(Collectors.joining(", "));
        if (!unknown.isEmpty()) {
            log.warn("Variables that no service knows ignored: {}. docs/configuration.md lists all names", unknown);
        }
    }

    /** Returns a name in words unless it is known. One without the prefix may be any program's, unless it is nearly ours. */
    private static Optional<String> unknown(String name, Set<String> ours) {
        if (name.startsWith(KnownNames.PREFIX)) {
            return KnownNames.all().includes(name)
                    ? Optional.empty()
                    : Optional.of(KnownNames.all()
                            .resembling(name, ours.stream())
                            .map(known -> name + " (did you mean " + known + "?)")
                            .orElse(name));
        }
        Stream<String> settings = ours.stream().filter(known -> known.indexOf('_') > 0);
        return KnownNames.misspelled(name, settings).map(known -> name + " (did you mean " + known + "?)");
    }
}
