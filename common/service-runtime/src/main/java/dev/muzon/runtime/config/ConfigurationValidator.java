package dev.muzon.runtime.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Validation of every {@code @ConfigurationProperties} record of the suite before the first bean exists. The operator
 * hears of all problems of all records at once, and nothing has been started.
 */
public final class ConfigurationValidator implements BeanFactoryPostProcessor {
    private static final String OURS = "dev.muzon.";

    /** Ends the process after the check. {@code ./muzon} sets it to check all services before it starts any. */
    private static final String ONLY = "muzon.settings-only";

    private static final int LONGEST_SHOWN = 60;

    private final ConfigurableEnvironment environment;

    /** Makes the validation of all records of a context. */
    public ConfigurationValidator(ConfigurableEnvironment environment) {
        this.environment = environment;
    }

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beanFactory) {
        validate(recordTypes(beanFactory));
        if (environment.getProperty(ONLY, Boolean.class, false)) {
            Runtime.getRuntime().halt(0);
        }
    }

    /**
     * Checks all records.
     *
     * @throws InvalidConfigurationException when anything is wrong
     */
    void validate(List<Class<?>> types) {
        var names = new EnvironmentNames(environment);
        // A file that cannot be read is the cause, a setting that is missing its consequence.
        Map<String, Remedy> remedies = new LinkedHashMap<>(SettingFiles.remedies(environment));
        try (var reading = new SettingsReading(environment)) {
            for (Class<?> type : types) {
                for (ConfigurationProblem problem : reading.problems(type)) {
                    remedies.computeIfAbsent(problem.key(), key -> remedy(type, problem, names));
                }
            }
        }
        if (!remedies.isEmpty()) {
            throw new InvalidConfigurationException(distinct(remedies.values()));
        }
    }

    /** Returns one remedy for a variable that several settings read and that is wrong in the same way in all. */
    private static List<Remedy> distinct(Collection<Remedy> remedies) {
        var seen = new HashSet<List<Object>>();
        return remedies.stream()
                .filter(remedy ->
                        seen.add(List.of(remedy.environment(), remedy.problem().problem())))
                .toList();
    }

    private Remedy remedy(Class<?> type, ConfigurationProblem problem, EnvironmentNames names) {
        String key = problem.key();
        String value = environment.getProperty(key);
        boolean shown = value != null
                && !value.isBlank()
                && value.length() <= LONGEST_SHOWN
                && SettingsPath.mayBeShown(type, key, value);
        return new Remedy(problem, names.of(key), SettingsPath.example(type, key), shown ? value : null);
    }

    private static List<Class<?>> recordTypes(ConfigurableListableBeanFactory beanFactory) {
        var types = new ArrayList<Class<?>>();
        for (String name : beanFactory.getBeanNamesForAnnotation(ConfigurationProperties.class)) {
            Class<?> type = beanFactory.getType(name, false);
            if (type != null && type.isRecord() && type.getName().startsWith(OURS)) {
                types.add(type);
            }
        }
        return types;
    }
}
