package dev.muzon.gateway;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.muzon.gateway.telegram.BotApi;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private final JavaClasses gateway = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.muzon.gateway");

    @Test
    void onlyTheTelegramPackageKnowsTheLibrary() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.muzon.gateway.telegram")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.telegram..", "okhttp3..", "com.fasterxml.jackson.databind..")
                .because("the Bot API changes often; use dev.muzon.gateway.telegram.BotApi instead")
                .check(gateway);
    }

    @Test
    void onlyTheOutboxSpeaksInChats() {
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.muzon.gateway.outbox", "dev.muzon.gateway.telegram")
                .should()
                .callMethodWhere(
                        target(nameMatching("send|edit|delete|answerButton")).and(target(owner(type(BotApi.class)))))
                .because("Telegram's limits and the order of messages are kept by dev.muzon.gateway.outbox.Outbox")
                .check(gateway);
    }
}
