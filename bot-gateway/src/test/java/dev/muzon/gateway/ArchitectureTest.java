package dev.muzon.gateway;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import dev.muzon.gateway.bot.chat.ChatSetting;
import dev.muzon.gateway.bot.command.CommandSet;
import dev.muzon.gateway.bot.store.StorePatience;
import dev.muzon.gateway.telegram.BotApi;
import dev.muzon.runtime.contract.InviteLinksApi;
import dev.muzon.runtime.jobs.JobPublisher;
import dev.muzon.testkit.architecture.ArchitectureRules;
import dev.muzon.testkit.architecture.ContractRules;
import org.springframework.data.mongodb.core.MongoTemplate;

@AnalyzeClasses(packages = "dev.muzon", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchTests rules = ArchTests.in(ArchitectureRules.class);

    @ArchTest
    static final ArchRule itsContractsAreImplemented =
            ContractRules.implementedIn("dev.muzon.gateway..", InviteLinksApi.class);

    @ArchTest
    static final ArchRule onlyTheTelegramPackageKnowsTheLibrary = noClasses()
            .that()
            .resideInAPackage("dev.muzon.gateway..")
            .and()
            .resideOutsideOfPackage("dev.muzon.gateway.telegram..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.telegram..", "okhttp3..", "com.fasterxml.jackson.databind..")
            .because("the Bot API changes often; use dev.muzon.gateway.telegram.BotApi instead");

    @ArchTest
    static final ArchRule onlyTheOutboxSpeaksInChats = noClasses()
            .that()
            .resideInAPackage("dev.muzon.gateway..")
            .and()
            .resideOutsideOfPackages("dev.muzon.gateway.bot.outbox..", "dev.muzon.gateway.telegram..")
            .should()
            .callMethodWhere(
                    target(nameMatching("send|edit|delete|answerButton")).and(target(owner(type(BotApi.class)))))
            .because("Telegram's limits and the order of messages are kept by dev.muzon.gateway.bot.outbox.Outbox");

    @ArchTest
    static final ArchRule theKernelKnowsNoWing = noClasses()
            .that()
            .resideInAnyPackage("dev.muzon.gateway.bot..", "dev.muzon.gateway.telegram..")
            .should()
            .dependOnClassesThat(resideInAPackage("dev.muzon.gateway..")
                    .and(resideOutsideOfPackages("dev.muzon.gateway.bot..", "dev.muzon.gateway.telegram..")))
            .because("a feature registers itself; declare an interface in dev.muzon.gateway.bot instead");

    @ArchTest
    static final ArchRule wingsDoNotKnowEachOther = slices().matching("dev.muzon.gateway.(*)..")
            .namingSlices("wing $1")
            .as("wings")
            .should()
            .notDependOnEachOther()
            .ignoreDependency(
                    alwaysTrue(), resideInAnyPackage("dev.muzon.gateway.bot..", "dev.muzon.gateway.telegram.."))
            .because("each feature can be taken out alone; move what both need into the kernel instead");

    @ArchTest
    static final ArchRule roomsDoNotGoInCircles = slices().matching("dev.muzon.gateway.(*.*)..")
            .should()
            .beFreeOfCycles()
            .because("one of the two cannot be understood alone; move what both need into a third package instead");

    @ArchTest
    static final ArchRule commandsReachStoresWithPatience = noClasses()
            .that()
            .implement(CommandSet.class)
            .or()
            .haveSimpleNameEndingWith("Buttons")
            .should()
            .dependOnClassesThat(describe("stores without patience", ArchitectureTest::isImpatientStore)
                    .or(resideInAPackage("org.springframework.data.mongodb..")))
            .because("a person waits for the answer; ask the store through dev.muzon.gateway.bot.store.StorePatience");

    /** The lanes of chats, their answers and their buttons all wait for a store. */
    @ArchTest
    static final ArchRule storesHavePatience = classes()
            .that(describe("use MongoDB", type -> uses(type, MongoTemplate.class)))
            .and()
            .resideInAPackage("dev.muzon.gateway..")
            .and()
            .resideOutsideOfPackage("dev.muzon.gateway.bot.store..")
            .should()
            .dependOnClassesThat(type(StorePatience.class).or(type(ChatSetting.class)))
            .because("a store that hangs must not hold a chat up");

    @ArchTest
    static final ArchRule jobsArePublishedWithPatience = noClasses()
            .that()
            .resideInAPackage("dev.muzon.gateway..")
            .and()
            .resideOutsideOfPackages("dev.muzon.gateway.bot.store..", "dev.muzon.gateway.bot.update..")
            .should()
            .dependOnClassesThat(type(JobPublisher.class))
            .because("a store that hangs must not hold a chat up; use dev.muzon.gateway.bot.store.PatientJobs");

    private static boolean isImpatientStore(JavaClass type) {
        return type.getPackageName().startsWith("dev.muzon.gateway")
                && uses(type, MongoTemplate.class)
                && !uses(type, StorePatience.class)
                && !uses(type, ChatSetting.class);
    }

    private static boolean uses(JavaClass type, Class<?> other) {
        return type.getDirectDependenciesFromSelf().stream()
                .anyMatch(it -> it.getTargetClass().isEquivalentTo(other));
    }
}
