package dev.muzon.testkit.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import dev.muzon.gateway.bad.StreamApi;
import dev.muzon.testkit.TestClock;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
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
                ContractRules.controllersForPeersImplementContracts,
                TechnologyRules.restClients,
                TechnologyRules.foreignFunctions,
                TechnologyRules.nativeMethods,
                CodeRules.everyPackageIsNullMarked,
                CodeRules.namesSayWhatATypeIs,
                CodeRules.timeComesFromAClock,
                CodeRules.datesAreJavaTime,
                CodeRules.sleepingMethodsLetInterruptsThrough,
                CodeRules.failuresAreMadeInOneWay);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void aBreachOfARuleIsFoundAndNamesTheRemedy(ArchRule rule) {
        var result = rule.evaluate(BAD);

        assertThat(result.hasViolation()).isTrue();
        assertThat(result.getFailureReport().toString()).contains("instead");
    }

    @ParameterizedTest
    @MethodSource("rules")
    void codeThatKeepsARulePasses(ArchRule rule) {
        assertThat(rule.allowEmptyShould(true).evaluate(GOOD).hasViolation()).isFalse();
    }

    @Test
    void aContractWithoutAControllerIsFound() {
        assertThat(implemented(Callable.class)).isTrue();
        assertThat(implemented(Runnable.class)).isFalse();
    }

    @Test
    void aControllerMayTakeThePathOfAStreamFromItsContract() {
        var result = ContractRules.controllersForPeersImplementContracts.evaluate(BAD);

        assertThat(result.getFailureReport().toString()).contains("/v1/stray").doesNotContain(StreamApi.PATH);
    }

    private static boolean implemented(Class<?> contract) {
        return !ContractRules.implementedIn("dev.muzon.gateway.bad..", contract)
                .evaluate(BAD)
                .hasViolation();
    }
}
