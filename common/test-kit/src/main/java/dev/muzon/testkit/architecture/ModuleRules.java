package dev.muzon.testkit.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Rules about which module may know which. */
final class ModuleRules {
    @ArchTest
    static final ArchRule servicesDoNotKnowEachOther = slices().matching(
                    "dev.muzon.(gateway|assistant|voice|extractor|sandbox|standalone)..")
            .should()
            .notDependOnEachOther()
            .because(
                    "each must run while the others are down; use REST (runtime.peer) or a job (runtime.jobs) instead");

    @ArchTest
    static final ArchRule commonDoesNotKnowServices = noClasses()
            .that()
            .resideInAnyPackage(
                    "dev.muzon.protocol..",
                    "dev.muzon.coordination..",
                    "dev.muzon.confinement..",
                    "dev.muzon.embeddedmongo..",
                    "dev.muzon.resilience..",
                    "dev.muzon.systemd..",
                    "dev.muzon.runtime..",
                    "dev.muzon.ffmpeg..",
                    "dev.muzon.testkit..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.muzon.gateway..",
                    "dev.muzon.assistant..",
                    "dev.muzon.voice..",
                    "dev.muzon.extractor..",
                    "dev.muzon.sandbox..",
                    "dev.muzon.standalone..")
            .because("a library serves every service; declare a port in it and implement that in the service instead");

    @ArchTest
    static final ArchRule protocolIsPlainJava = classes()
            .that()
            .resideInAPackage("dev.muzon.protocol..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "dev.muzon.protocol..",
                    "java..",
                    "com.fasterxml.jackson.annotation..",
                    "org.jspecify.annotations..")
            .because("messages between services must not need a framework; use records and enums instead");

    @ArchTest
    static final ArchRule featuresDoNotGoInCircles = slices().matching("dev.muzon.(*).(*)..")
            .should()
            .beFreeOfCycles()
            .because("neither of the two can be understood alone; move what both need into a third package instead");

    private ModuleRules() {}
}
