package dev.muzon.runtime.config;

import java.util.ArrayList;
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
final class ConfigurationValidator implements BeanFactoryPostProcessor {
    private static final String OURS = "dev.muzon.";

    private final ConfigurableEnvironment environment;

    ConfigurationValidator(ConfigurableEnvironment environment) {
        this.environment = environment;
    }

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beanFactory) {
        validate(recordTypes(beanFactory));
    }

    /**
     * Checks all records.
     *
     * @throws InvalidConfigurationException when anything is wrong
     */
    void validate(List<Class<?>> types) {
        var names = new EnvironmentNames(environment);
        Map<String, Remedy> remedies = new LinkedHashMap<>();
        try (var reading = new SettingsReading(environment)) {
            for (Class<?> type : types) {
                for (ConfigurationProblem problem : reading.problems(type)) {
                    remedies.computeIfAbsent(
                            problem.key(), key -> new Remedy(problem, names.of(key), SettingsPath.example(type, key)));
                }
            }
        }
        if (!remedies.isEmpty()) {
            throw new InvalidConfigurationException(List.copyOf(remedies.values()));
        }
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
