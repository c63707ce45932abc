package dev.muzon.gateway;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import dev.muzon.gateway.telegram.BotApi;
import dev.muzon.testkit.architecture.ArchitectureRules;

@AnalyzeClasses(packages = "dev.muzon", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchTests rules = ArchTests.in(ArchitectureRules.class);

    @ArchTest
    static final ArchRule onlyTheTelegramPackageKnowsTheLibrary = noClasses()
            .that()
            .resideInAPackage("dev.muzon.gateway..")
            .and()
            .resideOutsideOfPackage("dev.muzon.gateway.telegram")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.telegram..", "okhttp3..", "com.fasterxml.jackson.databind..")
            .because("the Bot API changes often; use dev.muzon.gateway.telegram.BotApi instead");

    @ArchTest
    static final ArchRule onlyTheOutboxSpeaksInChats = noClasses()
            .that()
            .resideInAPackage("dev.muzon.gateway..")
            .and()
            .resideOutsideOfPackages("dev.muzon.gateway.outbox", "dev.muzon.gateway.telegram")
            .should()
            .callMethodWhere(
                    target(nameMatching("send|edit|delete|answerButton")).and(target(owner(type(BotApi.class)))))
            .because("Telegram's limits and the order of messages are kept by dev.muzon.gateway.outbox.Outbox");
}
