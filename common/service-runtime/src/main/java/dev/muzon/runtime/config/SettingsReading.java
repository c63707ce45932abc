package dev.muzon.runtime.config;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validation;
import jakarta.validation.ValidatorFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.AbstractBindHandler;
import org.springframework.boot.context.properties.bind.BindContext;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.core.env.Environment;

/** Reader of records from the environment that finds everything wrong with them, not only the first thing. */
final class SettingsReading implements AutoCloseable {
    private final Binder binder;
    private final ValidatorFactory validators;

    SettingsReading(Environment environment) {
        this.binder = Binder.get(environment);
        this.validators = Validation.byDefaultProvider()
                .configure()
                .messageInterpolator(new LimitMessages(
                        new ParameterMessageInterpolator(Set.of(Locale.ENGLISH), Locale.ENGLISH, false)))
                .buildValidatorFactory();
    }

    List<ConfigurationProblem> problems(Class<?> type) {
        var unreadable = new Unreadable();
        Object settings = binder.bindOrCreate(SettingsPath.prefix(type), Bindable.of(type), unreadable);
        if (settings == null) {
            return unreadable.problems;
        }
        var problems = new ArrayList<>(unreadable.problems);
        for (ConstraintViolation<?> violation : validators.getValidator().validate(settings)) {
            String key = SettingsPath.key(type, violation.getPropertyPath().toString());
            problems.add(new ConfigurationProblem(key, violation.getMessage()));
        }
        if (settings instanceof ConfigurationCheck check) {
            problems.addAll(found(check, problems));
        }
        return problems;
    }

    /** Asks a record itself, about what is not known to be wrong yet. */
    private static List<ConfigurationProblem> found(ConfigurationCheck check, List<ConfigurationProblem> known) {
        try {
            return check.problems()
                    .filter(problem ->
                            known.stream().noneMatch(other -> other.key().equals(problem.key())))
                    .toList();
        } catch (RuntimeException e) {
            if (known.isEmpty()) {
                throw e;
            }
            return List.of(); // It trusts a setting that is missing or wrong, which is known.
        }
    }

    @Override
    public void close() {
        validators.close();
    }

    /** A handler that notes what cannot be converted and binds the rest. */
    private static final class Unreadable extends AbstractBindHandler {
        private final List<ConfigurationProblem> problems = new ArrayList<>();

        @Override
        public @Nullable Object onFailure(
                ConfigurationPropertyName name, Bindable<?> target, BindContext context, Exception error) {
            // A record that cannot be built from what was bound is only a consequence of a problem noted below it.
            boolean consequence =
                    problems.stream().anyMatch(problem -> problem.key().startsWith(name + "."));
            if (!consequence) {
                Class<?> type = target.getType().toClass();
                problems.add(new ConfigurationProblem(name.toString(), "is not " + described(type)));
            }
            return null;
        }

        private static String described(Class<?> type) {
            return switch (type.getSimpleName()) {
                case "int", "Integer", "long", "Long" -> "a whole number";
                case "double", "Double" -> "a number";
                case "boolean", "Boolean" -> "true or false";
                case "Duration" -> "a duration";
                case "DataSize" -> "a size, a whole number with MB or GB";
                default -> "a valid " + type.getSimpleName();
            };
        }
    }
}
