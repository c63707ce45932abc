package dev.muzon.runtime.config;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validation;
import jakarta.validation.ValidatorFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.AbstractBindHandler;
import org.springframework.boot.context.properties.bind.BindContext;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.convert.DataSizeUnit;
import org.springframework.boot.convert.DurationUnit;
import org.springframework.core.ResolvableType;
import org.springframework.core.env.Environment;
import org.springframework.util.unit.DataSize;

/** Reader of records from the environment that finds everything wrong with them, not only the first thing. */
final class SettingsReading implements AutoCloseable {
    private final Environment environment;
    private final Binder binder;
    private final ValidatorFactory validators;

    SettingsReading(Environment environment) {
        this.environment = environment;
        this.binder = Binder.get(environment);
        this.validators = Validation.byDefaultProvider()
                .configure()
                .messageInterpolator(new LimitMessages(
                        new ParameterMessageInterpolator(Set.of(Locale.ENGLISH), Locale.ENGLISH, false)))
                .buildValidatorFactory();
    }

    List<ConfigurationProblem> problems(Class<?> type) {
        var unreadable = new Unreadable(environment);
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

    /** A handler that notes what cannot be converted, or only by guessing its unit, and binds the rest. */
    private static final class Unreadable extends AbstractBindHandler {
        private static final Pattern NUMBER = Pattern.compile("0*[1-9][0-9]*");

        private final Environment environment;
        private final List<ConfigurationProblem> problems = new ArrayList<>();

        Unreadable(Environment environment) {
            this.environment = environment;
        }

        /** Refuses a bare number where a unit matters. Spring Boot would read milliseconds or bytes. */
        @Override
        public Object onSuccess(
                ConfigurationPropertyName name, Bindable<?> target, BindContext context, Object result) {
            String units = units(target);
            if (units != null
                    && environment.getProperty(name.toString(), Object.class) instanceof CharSequence value
                    && NUMBER.matcher(value.toString().strip()).matches()) {
                problems.add(new ConfigurationProblem(
                        name.toString(),
                        "is \"%1$s\" without a unit: write ".formatted(value)
                                + units.formatted(value.toString().strip())));
            }
            return result;
        }

        /** Returns a number with each of its units, null for a setting that needs none. */
        private static @Nullable String units(Bindable<?> target) {
            Class<?> type = target.getType().toClass();
            if (type == Duration.class && target.getAnnotation(DurationUnit.class) == null) {
                return "%1$ss, %1$sm or %1$sh";
            }
            return type == DataSize.class && target.getAnnotation(DataSizeUnit.class) == null
                    ? "%1$sMB or %1$sGB"
                    : null;
        }

        @Override
        public @Nullable Object onFailure(
                ConfigurationPropertyName name, Bindable<?> target, BindContext context, Exception error) {
            // A record that cannot be built from what was bound is only a consequence of a problem noted below it.
            boolean consequence =
                    problems.stream().anyMatch(problem -> problem.key().startsWith(name + "."));
            if (!consequence) {
                problems.add(new ConfigurationProblem(name.toString(), described(target.getType())));
            }
            return null;
        }

        private static String described(ResolvableType bound) {
            Class<?> element = bound.asCollection().getGeneric(0).resolve();
            Class<?> type = element == null ? bound.toClass() : element;
            WrittenAs written = type.getAnnotation(WrittenAs.class);
            if (written != null) {
                return "must be " + written.value();
            } else if (type.isEnum()) {
                return "must be one of " + String.join(", ", words(type));
            }
            return switch (type.getSimpleName()) {
                case "int", "Integer", "long", "Long" -> "is not a whole number";
                case "double", "Double" -> "is not a number";
                case "boolean", "Boolean" -> "is not true or false";
                case "Duration" -> "is not a duration";
                case "DataSize" -> "is not a size, a whole number with MB or GB";
                case "URI" -> "is not an address";
                case "Path" -> "is not a path";
                default -> "cannot be read";
            };
        }

        private static List<String> words(Class<?> type) {
            return Stream.of(type.getEnumConstants())
                    .map(constant ->
                            constant.toString().toLowerCase(Locale.ROOT).replace('_', '-'))
                    .toList();
        }
    }
}
