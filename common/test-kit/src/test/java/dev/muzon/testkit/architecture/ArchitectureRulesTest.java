package dev.muzon.testkit.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import dev.muzon.testkit.TestClock;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ArchitectureRulesTest {
    private static final JavaClasses BAD =
            new ClassFileImporter().importPackages("dev.muzon.gateway.bad", "dev.muzon.voice.bad");
    private static final JavaClasses GOOD = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackagesOf(TestClock.class);

    static Stream<ArchRule> rules() {
        return Stream.of(
                ModuleRules.servicesDoNotKnowEachOther,
                TechnologyRules.foreignFunctions,
                TechnologyRules.nativeMethods,
                CodeRules.everyPackageIsNullMarked,
                CodeRules.namesSayWhatItIs,
                CodeRules.timeComesFromAClock,
                CodeRules.datesAreJavaTime,
                CodeRules.whoSleepsCanBeWoken,
                CodeRules.failuresAreMadeInOneWay);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void aBreachIsFoundAndTheRemedyNamed(ArchRule rule) {
        var result = rule.evaluate(BAD);

        assertThat(result.hasViolation()).isTrue();
        assertThat(result.getFailureReport().toString()).contains("instead");
    }

    @ParameterizedTest
    @MethodSource("rules")
    void soundCodePasses(ArchRule rule) {
        assertThat(rule.allowEmptyShould(true).evaluate(GOOD).hasViolation()).isFalse();
    }
}
