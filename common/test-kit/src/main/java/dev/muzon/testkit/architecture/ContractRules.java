package dev.muzon.testkit.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.properties.HasAnnotations;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Rules of contracts: two services speak through one interface with Spring's {@code @HttpExchange}. */
public final class ContractRules {
    private static final String CONTROLLER = "org.springframework.web.bind.annotation.RestController";
    private static final String MAPPING = "org.springframework.web.bind.annotation.RequestMapping";
    private static final String EXCHANGE = "org.springframework.web.service.annotation.HttpExchange";
    private static final String BETWEEN_SERVICES = "/v1/";

    @ArchTest
    static final ArchRule controllersForPeersImplementContracts = classes()
            .should(mapNoPathBetweenServices())
            .because("a caller and a controller that each write a path can disagree;"
                    + " declare it in a contract of dev.muzon.runtime.contract and implement that instead");

    private ContractRules() {}

    /** Holds a service to its contracts: each has exactly one controller in these packages. */
    public static ArchRule implementedIn(String packages, Class<?>... contracts) {
        return classes()
                .that()
                .resideInAPackage(packages)
                .should(implementEachOnce(contracts))
                .because("callers rely on it; let one @RestController implement each contract");
    }

    private static ArchCondition<JavaClass> mapNoPathBetweenServices() {
        return new ArchCondition<>("map no separate path under " + BETWEEN_SERVICES) {
            private Set<String> streams = Set.of();

            @Override
            public void init(Collection<JavaClass> all) {
                // A controller sends a stream otherwise than a caller reads it, so it takes only the path.
                streams = all.stream()
                        .flatMap(type -> type.getMethods().stream())
                        .filter(method -> method.getRawReturnType().isEquivalentTo(InputStream.class))
                        .flatMap(method -> paths(method, EXCHANGE))
                        .collect(Collectors.toUnmodifiableSet());
            }

            @Override
            public void check(JavaClass type, ConditionEvents events) {
                if (!type.isAnnotatedWith(CONTROLLER)) {
                    return;
                }
                Stream<String> mapped = Stream.concat(
                        paths(type, MAPPING), type.getMethods().stream().flatMap(method -> paths(method, MAPPING)));
                mapped.filter(path -> path.startsWith(BETWEEN_SERVICES) && !streams.contains(path))
                        .forEach(path -> events.add(
                                SimpleConditionEvent.violated(type, type.getName() + " itself maps " + path)));
            }
        };
    }

    private static ArchCondition<JavaClass> implementEachOnce(Class<?>... contracts) {
        return new ArchCondition<>("implement each contract once") {
            private Collection<JavaClass> controllers = Set.of();

            @Override
            public void init(Collection<JavaClass> all) {
                controllers = all.stream()
                        .filter(type -> type.isAnnotatedWith(CONTROLLER))
                        .toList();
            }

            @Override
            public void check(JavaClass type, ConditionEvents events) {}

            @Override
            public void finish(ConditionEvents events) {
                for (Class<?> contract : contracts) {
                    long found = controllers.stream()
                            .filter(type -> type.isAssignableTo(contract))
                            .count();
                    events.add(new SimpleConditionEvent(
                            contract, found == 1, found + " controllers implement " + contract.getName()));
                }
            }
        };
    }

    private static Stream<String> paths(HasAnnotations<?> element, String kind) {
        return element.getAnnotations().stream()
                .filter(annotation -> annotation.getRawType().getName().equals(kind)
                        || annotation.getRawType().isAnnotatedWith(kind))
                .flatMap(annotation -> Stream.of("value", "path", "url").flatMap(name -> text(annotation, name)));
    }

    private static Stream<String> text(JavaAnnotation<?> annotation, String property) {
        return annotation
                .get(property)
                .map(value -> value instanceof Object[] values ? Arrays.stream(values) : Stream.of(value))
                .orElseGet(Stream::of)
                .map(Object::toString);
    }
}
