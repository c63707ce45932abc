package dev.muzon.testkit.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;

import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Rules about technologies. Each has one package that knows it, and all others use that package's port. */
final class TechnologyRules {
    @ArchTest
    static final ArchRule springRetry = onlyIn("org.springframework.retry..", "dev.muzon.resilience..")
            .because("its replacement must touch only one module; use resilience's Retrier or BackoffSequence instead");

    @ArchTest
    static final ArchRule restClients = onlyIn("org.springframework.web.client..", "dev.muzon.runtime.peer..")
            .because("deadlines, the token and the mapping of failures stand in one place; call a contract through"
                    + " runtime.peer.Peers instead");

    @ArchTest
    static final ArchRule telegramBots = onlyIn("org.telegram..", "dev.muzon.gateway.telegram..")
            .because("commands must not know how the Bot API is reached; use the gateway's Telegram port instead");

    // The doctor opens each library once to see whether the machine can. Sound lies in memory outside the heap, which
    // is checked like an array. systemd listens on a kind of socket that Java does not have.
    @ArchTest
    static final ArchRule foreignFunctions = onlyIn(
                    "java.lang.foreign..",
                    "dev.muzon.assistant.tdlib..",
                    "dev.muzon.speech.worker..",
                    "dev.muzon.standalone.doctor..",
                    "dev.muzon.systemd..",
                    "dev.muzon.voice.audio..")
            .because("a wrong call kills the process; use the assistant's Telegram client port instead");

    @ArchTest
    static final ArchRule nativeMethods = noMethods()
            .that()
            .areDeclaredInClassesThat()
            .resideOutsideOfPackage("dev.muzon.voice.engine.ntgcalls..")
            .should()
            .haveModifier(JavaModifier.NATIVE)
            .allowEmptyShould(true)
            .because("a wrong call kills the process; use voice.engine's VoiceEngine instead");

    @ArchTest
    static final ArchRule webrtc = onlyIn("dev.onvoid.webrtc..", "dev.muzon.sandbox.voice..")
            .because("only the sandbox plays Telegram's side of a call; use its voice port instead");

    @ArchTest
    static final ArchRule embeddedMongo = onlyIn("de.bwaldvogel..", "dev.muzon.embeddedmongo..")
            .because("its fixes stand in one place; use EmbeddedMongo instead");

    @ArchTest
    static final ArchRule s3 = onlyIn("software.amazon.awssdk..", "dev.muzon.extractor.cache.s3..")
            .because("the cache must not know where sound is shared; use the cache's SharedAudio port instead");

    @ArchTest
    static final ArchRule openIdConnect = onlyIn("com.nimbusds..", "dev.muzon.assistant.login.oidc..")
            .because("it is loaded only where a provider is set; use login.oidc's OidcProvider instead");

    private TechnologyRules() {}

    private static ArchRule onlyIn(String technology, String... packages) {
        return noClasses()
                .that()
                .resideOutsideOfPackages(packages)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(technology);
    }
}
