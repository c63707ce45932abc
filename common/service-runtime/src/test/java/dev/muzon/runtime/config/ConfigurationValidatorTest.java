package dev.muzon.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.convert.DurationUnit;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.util.unit.DataSize;

class ConfigurationValidatorTest {
    private final Map<String, Object> settings = new HashMap<>();
    private final StandardEnvironment environment = new StandardEnvironment();

    @ConfigurationProperties("sample.radio")
    record RadioProperties(
            @RequiredSecret(minLength = 4) @Example("a long one")
            Secret apiKey,

            @NotBlank String station,
            @NotNull @DefaultValue("5s") Duration pause,
            @Max(100) int volume) {}

    @ConfigurationProperties("sample.shelf")
    record ShelfProperties(Path folder, int limit) implements ConfigurationCheck {
        @Override
        public Stream<ConfigurationProblem> problems() {
            return Stream.of(new ConfigurationProblem("sample.shelf.folder", "must be a folder: " + folder));
        }
    }

    @BeforeEach
    void start() {
        environment.getPropertySources().addFirst(new MapPropertySource("test", settings));
        settings.put("sample.radio.api-key", "${RADIO_KEY:${OLD_RADIO_KEY:}}");
        settings.put("sample.radio.station", "jazz");
    }

    @Test
    void allProblemsOfAllRecordsAreReportedTogether() {
        settings.put("sample.radio.station", "");
        settings.put("sample.radio.pause", "a while");
        settings.put("sample.radio.volume", "900");
        settings.put("sample.shelf.folder", "/nowhere");

        assertThat(problems(RadioProperties.class, ShelfProperties.class))
                .containsExactlyInAnyOrder(
                        new ConfigurationProblem("sample.radio.api-key", "must be set, to at least 4 characters"),
                        new ConfigurationProblem("sample.radio.station", "must not be blank"),
                        new ConfigurationProblem("sample.radio.pause", "is not a duration"),
                        new ConfigurationProblem("sample.radio.volume", "must be at most 100"),
                        new ConfigurationProblem("sample.shelf.folder", "must be a folder: /nowhere"));
    }

    @Test
    void aSecretThatIsTooShortIsCalledTooShort() {
        settings.put("sample.radio.api-key", "abc");

        assertThat(problems(RadioProperties.class))
                .containsExactly(new ConfigurationProblem(
                        "sample.radio.api-key", "is too short: it needs at least 4 characters"));
    }

    @Test
    void anUnreadableNumberIsOneProblem() {
        settings.put("sample.radio.api-key", "abcd");
        settings.put("sample.radio.volume", "loud");

        assertThat(problems(RadioProperties.class))
                .containsExactly(new ConfigurationProblem("sample.radio.volume", "is not a whole number"));
    }

    @Test
    void theOperatorLearnsTheNamesAndAnExample() {
        var analysis = new InvalidConfigurationAnalyzer().analyze(invalid(RadioProperties.class));

        assertThat(analysis.getDescription())
                .contains("The configuration has 1 problem")
                .contains("  - RADIO_KEY (sample.radio.api-key) must be set")
                .contains("set RADIO_KEY or OLD_RADIO_KEY, e.g. RADIO_KEY=a long one");
    }

    @Test
    void theDefaultIsTheExampleOfASettingWithoutOne() {
        settings.put("sample.radio.api-key", "abcd");
        settings.put("sample.radio.pause", "a while");

        assertThat(new InvalidConfigurationAnalyzer()
                        .analyze(invalid(RadioProperties.class))
                        .getDescription())
                .contains("(sample.radio.pause) is not a duration, and is \"a while\"")
                .contains("e.g. SAMPLE_RADIO_PAUSE=5s");
    }

    @Test
    void aKeyWithoutPlaceholderHasTheNameThatBootBinds() {
        settings.put("sample.radio.api-key", "abcd");
        settings.put("sample.radio.volume", "101");

        assertThat(invalid(RadioProperties.class).remedies().getFirst().environment())
                .containsExactly("SAMPLE_RADIO_VOLUME");
    }

    @Test
    void aWrongValueIsShownUnlessItMayBeASecret() {
        settings.put("sample.radio.api-key", "xyz");
        settings.put("sample.radio.volume", "900");

        assertThat(new InvalidConfigurationAnalyzer()
                        .analyze(invalid(RadioProperties.class))
                        .getDescription())
                .contains("must be at most 100, and is \"900\"")
                .doesNotContain("xyz");
    }

    @ConfigurationProperties("sample.names")
    record NamesProperties(@Example("one,two") List<@Pattern(regexp = "[a-z]+") String> list) {}

    @ConfigurationProperties("sample.servers")
    record ServersProperties(@DefaultValue("") Secret addresses) implements ConfigurationCheck {
        @Override
        public Stream<ConfigurationProblem> problems() {
            return Stream.of(new ConfigurationProblem("sample.servers.addresses", "names no server"));
        }
    }

    @Test
    void anEmptyDefaultWasShownAsAnExample() {
        assertThat(invalid(ServersProperties.class).remedies().getFirst().text())
                .isEqualTo("SAMPLE_SERVERS_ADDRESSES (sample.servers.addresses) names no server\n"
                        + "      set SAMPLE_SERVERS_ADDRESSES");
    }

    @Test
    void aBadElementIsAProblemOfItsWholeList() {
        settings.put("sample.names.list", "${NAMES}");
        settings.put("NAMES", "one,Two Three");

        assertThat(invalid(NamesProperties.class).remedies().getFirst().text())
                .isEqualTo("NAMES (sample.names.list) must match \"[a-z]+\", and is \"one,Two Three\"\n"
                        + "      set NAMES, e.g. NAMES=one,two");
    }

    @ConfigurationProperties("sample.store")
    record StoreProperties(
            URI url, DataSize size, @DefaultValue("") String name) implements ConfigurationCheck {
        @Override
        public Stream<ConfigurationProblem> problems() {
            return Stream.of(
                    new ConfigurationProblem("sample.store.url", "must be an address"),
                    new ConfigurationProblem("sample.store.size", "is a consequence"),
                    new ConfigurationProblem("sample.store.name", "must be a name"));
        }
    }

    @Test
    void aWrongSettingHidTheOthersOfItsRecord() {
        settings.put("sample.store.url", "localhost:8081");
        settings.put("sample.store.size", "10gigs");

        assertThat(new InvalidConfigurationAnalyzer()
                        .analyze(invalid(StoreProperties.class))
                        .getDescription())
                .contains(
                        "must be an address, and is \"localhost:8081\"",
                        "is not a size, a whole number with MB or GB, and is \"10gigs\"",
                        "must be a name")
                .doesNotContain("consequence");
    }

    @ConfigurationProperties("sample.times")
    record TimesProperties(
            @DefaultValue("10s") Duration pause,
            @DefaultValue("5GB") DataSize size,

            @DefaultValue("180") @DurationUnit(ChronoUnit.MINUTES)
            Duration longest) {}

    // 10 was ten milliseconds, and 5 five bytes.
    @Test
    void aNumberWithoutItsUnitIsRefused() {
        settings.put("sample.times.pause", "${PAUSE:1s}");
        settings.put("PAUSE", "10");
        settings.put("sample.times.size", "5");
        settings.put("sample.times.longest", "90");

        assertThat(problems(TimesProperties.class))
                .containsExactlyInAnyOrder(
                        new ConfigurationProblem(
                                "sample.times.pause", "is \"10\" without a unit: write 10s, 10m or 10h"),
                        new ConfigurationProblem("sample.times.size", "is \"5\" without a unit: write 5MB or 5GB"));
        assertThat(invalid(TimesProperties.class).remedies().getFirst().text())
                .isEqualTo("PAUSE (sample.times.pause) is \"10\" without a unit: write 10s, 10m or 10h\n"
                        + "      set PAUSE, e.g. PAUSE=10s");
    }

    // PLAYLIST_LIMIT was listed three times and counted as three problems.
    @Test
    void aVariableThatSeveralSettingsReadIsOneProblem() {
        settings.put("sample.radio.api-key", "abcd");
        settings.put("sample.radio.volume", "${LIMIT:5}");
        settings.put("sample.shelf.limit", "${LIMIT:5}");
        settings.put("sample.shelf.folder", "/nowhere");
        settings.put("LIMIT", "loud");

        assertThat(problems(RadioProperties.class, ShelfProperties.class))
                .containsExactlyInAnyOrder(
                        new ConfigurationProblem("sample.radio.volume", "is not a whole number"),
                        new ConfigurationProblem("sample.shelf.folder", "must be a folder: /nowhere"));
    }

    @ConfigurationProperties("sample.roles")
    record RolesProperties(
            List<@Pattern(regexp = "[a-z]+", message = "must be names. There are one and two") String> list) {}

    // It read: There are one and two, and is "Two Three".
    @Test
    void aProblemOfTwoSentencesEndsBeforeTheValue() {
        settings.put("sample.roles.list", "Two Three");

        assertThat(invalid(RolesProperties.class).remedies().getFirst().text())
                .startsWith("SAMPLE_ROLES_LIST (sample.roles.list) must be names. There are one and two. It is \"Two"
                        + " Three\"\n");
    }

    @Test
    void nothingNeedsNoUnit() {
        settings.put("sample.times.pause", "0");
        settings.put("sample.times.size", "0");

        assertThatCode(() -> new ConfigurationValidator(environment).validate(List.of(TimesProperties.class)))
                .doesNotThrowAnyException();
    }

    enum Shape {
        FLAT,
        VERY_ROUND
    }

    @ConfigurationProperties("sample.forms")
    record FormsProperties(@Example("10.1.0.0/16") List<PeerNetwork> networks, Shape shape) {}

    // It read: is not a valid List.
    @Test
    void aValueOfATypeOfOursIsToldItsForm() {
        settings.put("sample.forms.networks", "10.0.0.0/8, 10.0.0.0/99");
        settings.put("sample.forms.shape", "square");

        assertThat(new InvalidConfigurationAnalyzer()
                        .analyze(invalid(FormsProperties.class))
                        .getDescription())
                .contains(
                        "(sample.forms.networks) must be networks in CIDR notation, addresses, host names, or domains"
                                + " like *.voice.svc, and is \"10.0.0.0/8, 10.0.0.0/99\"",
                        "e.g. SAMPLE_FORMS_NETWORKS=10.1.0.0/16",
                        "(sample.forms.shape) must be one of flat, very-round, and is \"square\"");
    }

    @Test
    void anAddressThatMayHoldAPasswordIsNotShown() {
        for (String address : List.of("http://me:hidden@host", "http://host/hidden", "http://host?key=hidden")) {
            settings.put("sample.store.url", address);
            assertThat(new InvalidConfigurationAnalyzer()
                            .analyze(invalid(StoreProperties.class))
                            .getDescription())
                    .doesNotContain("hidden");
        }
    }

    @ConfigurationProperties("sample.people")
    record PeopleProperties(@Example("7") List<String> ids) implements ConfigurationCheck {
        @Override
        public Stream<ConfigurationProblem> problems() {
            return Stream.of(new ConfigurationProblem("sample.people.ids", "must be ids: \"alice\" is not one"));
        }
    }

    // It read: "alice" is not one, and is "alice".
    @ParameterizedTest
    @ValueSource(strings = {"alice", "1, alice"})
    void aValueThatTheProblemQuotesWasQuotedTwice(String value) {
        settings.put("sample.people.ids", value);

        assertThat(invalid(PeopleProperties.class).remedies().getFirst().text())
                .isEqualTo("SAMPLE_PEOPLE_IDS (sample.people.ids) must be ids: \"alice\" is not one\n"
                        + "      set SAMPLE_PEOPLE_IDS, e.g. SAMPLE_PEOPLE_IDS=7");
    }

    @Test
    void aSecretThatIsTooShortIsNotQuoted() {
        settings.put("sample.radio.api-key", "xyz");

        assertThat(invalid(RadioProperties.class)).hasMessageNotContaining("xyz");
    }

    @ParameterizedTest
    @ValueSource(strings = {"abcd\nefgh", "abcd efgh", "abcd\u00e9fgh", "abcd\u0000efgh"})
    void aSecretThatNoHeaderCanCarryIsRefusedAndNotQuoted(String key) {
        settings.put("sample.radio.api-key", key);

        assertThat(invalid(RadioProperties.class))
                .hasMessageContaining("sample.radio.api-key must consist of visible ASCII characters only")
                .hasMessageNotContaining("abcd");
    }

    // It asked for visible ASCII characters only.
    @ParameterizedTest
    @ValueSource(strings = {"'abcdefgh' # from my.telegram.org", "abcdefgh # mine", "\"abcdefgh"})
    void aCommentBehindASecretWasCalledACharacterThatIsNotVisible(String key) {
        settings.put("sample.radio.api-key", key);

        assertThat(invalid(RadioProperties.class))
                .hasMessageContaining("sample.radio.api-key must be the value alone: a comment goes on a separate line")
                .hasMessageNotContaining("abcd");
    }

    @ParameterizedTest
    @CsvSource({"0s, must be at least 1 second", "-5s, must be at least 1 second", "1h, must be at most 10 minutes"})
    void aDrainNeedsAReasonableDeadline(String deadline, String problem) {
        soundServices();
        settings.put("muzon.drain.deadline", deadline);

        assertThat(problems(MuzonProperties.class))
                .containsExactly(new ConfigurationProblem("muzon.drain.deadline", problem));
    }

    @Test
    void anInstanceThatItsPeersWouldRefuseDoesNotStart() {
        soundServices();
        settings.put("muzon.self-url", "http://10.1.2.3:8083");

        assertThat(problems(MuzonProperties.class))
                .containsExactly(new ConfigurationProblem(
                        "muzon.peer-networks", "must contain this instance's own address, http://10.1.2.3:8083"));

        settings.put("muzon.peer-networks", "fd00::/8, 10.1.0.0/16");
        assertThatCode(() -> new ConfigurationValidator(environment).validate(List.of(MuzonProperties.class)))
                .doesNotThrowAnyException();
    }

    private void soundServices() {
        settings.put("muzon.internal-token", "a-token-for-tests-only");
        settings.put("muzon.services.bot-gateway", "http://127.0.0.1:8081");
        settings.put("muzon.services.assistant-service", "http://127.0.0.1:8082");
        settings.put("muzon.services.voice-call-service", "http://127.0.0.1:8083");
        settings.put("muzon.services.extractor-service", "http://127.0.0.1:8084");
    }

    @Test
    void aMistypedMongoUriIsNotQuotedInTheMessage() {
        settings.put("spring.mongodb.uri", "mongo://user:hunter2@host/muzon");

        assertThat(invalid(MongoSettings.class))
                .hasMessageContaining("spring.mongodb.uri is not a valid MongoDB connection string")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void addressesNeedASchemeAndAHost() {
        settings.put("muzon.internal-token", "a-token-for-tests-only");
        settings.put("muzon.services.bot-gateway", "localhost:8081");
        settings.put("muzon.services.assistant-service", "http://127.0.0.1:8082");
        settings.put("muzon.services.voice-call-service", "ftp://host");
        settings.put("muzon.services.extractor-service", "https://host");
        settings.put("muzon.self-url", "");

        assertThat(problems(MuzonProperties.class))
                .extracting(ConfigurationProblem::key)
                .containsExactlyInAnyOrder("muzon.services.bot-gateway", "muzon.services.voice-call-service");
    }

    @Test
    void validSettingsPass() {
        settings.put("RADIO_KEY", "abcd");

        assertThatCode(() -> new ConfigurationValidator(environment).validate(List.of(RadioProperties.class)))
                .doesNotThrowAnyException();
    }

    private List<ConfigurationProblem> problems(Class<?>... types) {
        return invalid(types).problems();
    }

    private InvalidConfigurationException invalid(Class<?>... types) {
        return catchThrowableOfType(
                InvalidConfigurationException.class,
                () -> new ConfigurationValidator(environment).validate(List.of(types)));
    }
}
