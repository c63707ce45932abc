package dev.muzon.testkit.architecture;

import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;

/**
 * All rules. A module obeys them by one test:
 *
 * <pre>{@code
 * @AnalyzeClasses(packages = "dev.muzon", importOptions = ImportOption.DoNotIncludeTests.class)
 * class ArchitectureTest {
 *     @ArchTest
 *     static final ArchTests rules = ArchTests.in(ArchitectureRules.class);
 * }
 * }</pre>
 */
public final class ArchitectureRules {
    @ArchTest
    static final ArchTests modules = ArchTests.in(ModuleRules.class);

    @ArchTest
    static final ArchTests technologies = ArchTests.in(TechnologyRules.class);

    @ArchTest
    static final ArchTests contracts = ArchTests.in(ContractRules.class);

    @ArchTest
    static final ArchTests code = ArchTests.in(CodeRules.class);

    private ArchitectureRules() {}
}
