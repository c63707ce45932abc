package dev.muzon.assistant.tdlib;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.muzon.assistant.account.Account;
import dev.muzon.assistant.account.Accounts;
import dev.muzon.assistant.account.LoginState;
import dev.muzon.assistant.account.RecordingListener;
import dev.muzon.assistant.account.TelegramSession;
import dev.muzon.assistant.account.TestAccounts;
import dev.muzon.assistant.message.MessageListener;
import dev.muzon.assistant.post.PostListener;
import dev.muzon.assistant.sandbox.SandboxTelegram;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.protocol.job.VoiceChatChanged.Change;
import dev.muzon.protocol.rest.AccountView;
import dev.muzon.runtime.config.Secret;
import dev.muzon.sandbox.world.Chat;
import dev.muzon.sandbox.world.TwoFactor;
import dev.muzon.sandbox.world.User;
import dev.muzon.sandbox.world.VoiceParticipant;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.JsonNode;

/** Tests of logging in with the real libtdjson. */
@ExtendWith(OutputCaptureExtension.class)
class TdlibLoginTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static SandboxTelegram telegram;

    @TempDir
    Path folder;

    private final User ann = telegram.person("Ann");
    private final RecordingListener listener = new RecordingListener();

    @BeforeAll
    static void start() throws IOException {
        telegram = SandboxTelegram.start();
    }

    @AfterAll
    static void stop() {
        telegram.close();
    }

    @Test
    void aScannedCodeLogsInAlsoForTheNextStart() throws Exception {
        TelegramSession session = open(listener);
        scan(listener);
        assertThat(listener.await(LoginState.Ready.class))
                .isEqualTo(new LoginState.Ready(
                        ann.id(),
                        "Ann",
                        ann.username(),
                        ann.phone().substring(ann.phone().length() - 2)));
        session.close(PATIENCE);
        assertThat(listener.await(LoginState.Closed.class)).isNotNull();
        assertThat(listener.logins).doesNotContain(new LoginState.LoggedOut());

        RecordingListener again = new RecordingListener();
        TelegramSession restored = open(again);
        again.await(LoginState.Ready.class);
        assertThat(again.logins).noneMatch(LoginState.WaitingForQrScan.class::isInstance);
        restored.close(PATIENCE);
    }

    // "Account main is logged in but not in MUZON_ACCOUNTS" was said of one that the login page had logged out.
    @Test
    void aSessionCountsAsForgottenOnlyWhileSomebodyIsLoggedInWithIt() throws Exception {
        TelegramSession session = open(listener);
        listener.await(LoginState.WaitingForQrScan.class);
        assertThat(TestAccounts.forgotten(folder)).as("never logged in").isEmpty();
        scan(listener);
        listener.await(LoginState.Ready.class);
        assertThat(TestAccounts.forgotten(folder)).containsExactly("main");

        session.logOut();
        listener.await(LoginState.Closed.class);
        assertThat(TestAccounts.forgotten(folder)).as("logged out").isEmpty();

        RecordingListener again = new RecordingListener();
        TelegramSession next = open(again);
        again.await(LoginState.WaitingForQrScan.class);
        next.close(PATIENCE);
        assertThat(TestAccounts.forgotten(folder)).as("waiting for a new login").isEmpty();
    }

    @Test
    void aPasswordIsAskedForUntilItIsRight() throws Exception {
        telegram.world.users().setTwoFactor(ann.id(), new TwoFactor("nocturne", "what we play"));
        TelegramSession session = open(listener);
        scan(listener);
        assertThat(listener.await(LoginState.WaitingForPassword.class).hint()).isEqualTo("what we play");

        Assertions.assertThatThrownBy(() -> session.submitPassword("polka"))
                .isInstanceOfSatisfying(
                        FailureException.class,
                        e -> assertThat(e.failure().code()).isEqualTo(FailureCode.BAD_INPUT));
        session.submitPassword("nocturne");

        listener.await(LoginState.Ready.class);
        session.close(PATIENCE);
    }

    @Test
    void anExpiredCodeIsReplaced() throws Exception {
        TelegramSession session = open(listener);
        String first = listener.await(LoginState.WaitingForQrScan.class).link();
        telegram.scan(first, ann.id());
        telegram.world.logins().forget(SandboxTelegram.token(first));

        await().atMost(PATIENCE)
                .until(() -> !listener.await(LoginState.WaitingForQrScan.class)
                        .link()
                        .equals(first));
        scan(listener);
        listener.await(LoginState.Ready.class);
        session.close(PATIENCE);
    }

    @Test
    void aNumberThatIsTypedBesideAQrCodeBeginsANewSessionThatClosesNoAccount() throws Exception {
        TelegramSession session = open(listener);
        listener.await(LoginState.WaitingForQrScan.class);
        Thread asking = Thread.startVirtualThread(() -> {
            try {
                session.submitPhoneNumber("abc");
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt(); // nobody opens the new session here
            }
        });

        listener.await(LoginState.StartingOver.class);

        assertThat(listener.logins).doesNotContain(new LoginState.Closed());
        asking.interrupt();
        session.close(PATIENCE);
    }

    @Test
    void aSessionInUseElsewhereIsReportedAndWaitedFor() throws Exception {
        TelegramSession holder = open(listener);
        scan(listener);
        listener.await(LoginState.Ready.class);
        RecordingListener waiting = new RecordingListener();
        TelegramSession second = open(waiting);
        waiting.await(LoginState.InUse.class);

        holder.close(PATIENCE);

        waiting.await(LoginState.Ready.class);
        second.close(PATIENCE);
    }

    @Test
    void aWrongKeyDoesNotCountAsALostSessionAndDestroysNothing() throws Exception {
        logInAndClose(open(listener));

        RecordingListener refused = new RecordingListener();
        TelegramSession locked = open(new Secret("another key"), proxy(), refused);
        assertThat(refused.await(LoginState.Refused.class).failure().code()).isEqualTo(FailureCode.SESSION_KEY_WRONG);
        locked.close(PATIENCE);

        RecordingListener again = new RecordingListener();
        TelegramSession restored = open(again);
        again.await(LoginState.Ready.class);
        restored.close(PATIENCE);
    }

    @Test
    void aKeyThatIsSetLaterEncryptsTheSession() throws Exception {
        logInAndClose(open(new Secret(""), proxy(), listener));

        RecordingListener keyed = new RecordingListener();
        TelegramSession encrypted = open(new Secret("a key"), proxy(), keyed);
        keyed.await(LoginState.Ready.class);
        encrypted.close(PATIENCE);

        assertThat(keyed.logins).noneMatch(LoginState.Refused.class::isInstance);
        RecordingListener keyless = new RecordingListener();
        TelegramSession locked = open(new Secret(""), proxy(), keyless);
        assertThat(keyless.await(LoginState.Refused.class).failure().code()).isEqualTo(FailureCode.SESSION_KEY_WRONG);
        locked.close(PATIENCE);
    }

    @Test
    void aFormerKeyOpensTheSessionOnceAndIsReplacedByTheNewOne() throws Exception {
        logInAndClose(open(new Secret("key A"), proxy(), listener));

        RecordingListener changed = new RecordingListener();
        TelegramSession encrypted = open(new Secret("key B"), new Secret("key A"), proxy(), changed);
        changed.await(LoginState.Ready.class);
        encrypted.close(PATIENCE);

        assertThat(changed.logins)
                .noneMatch(LoginState.Refused.class::isInstance)
                .noneMatch(LoginState.WaitingForQrScan.class::isInstance);
        assertThat(opensWith("key B")).isTrue();
        assertThat(opensWith("key A")).isFalse();
    }

    // TDLib refuses a new key until somebody is logged in, which stood in the log as a warning.
    @Test
    void aKeyThatChangedBeforeTheLoginTakesEffectWithTheLogin(CapturedOutput output) throws Exception {
        TelegramSession unused = open(new Secret("key A"), proxy(), listener);
        listener.await(LoginState.WaitingForQrScan.class);
        unused.close(PATIENCE);

        RecordingListener changed = new RecordingListener();
        TelegramSession opened = open(new Secret("key B"), new Secret("key A"), proxy(), changed);
        changed.await(LoginState.WaitingForQrScan.class);
        assertThat(output).doesNotContain("setDatabaseEncryptionKey", "is encrypted");
        scan(changed);
        changed.await(LoginState.Ready.class);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(output).contains("Account main is encrypted"));
        opened.close(PATIENCE);

        assertThat(output).doesNotContain("setDatabaseEncryptionKey");
        assertThat(opensWith("key B")).isTrue();
        assertThat(opensWith("key A")).isFalse();
    }

    @Test
    void aWrongFormerKeyIsNamedAndTheSessionStaysAsItWas() throws Exception {
        logInAndClose(open(new Secret("key A"), proxy(), listener));

        RecordingListener refused = new RecordingListener();
        TelegramSession locked = open(new Secret("key B"), new Secret("key C"), proxy(), refused);
        assertThat(refused.await(LoginState.Refused.class).failure().detail())
                .contains("MUZON_TDLIB_KEY_FORMER")
                .hasLineCount(1)
                .doesNotContain("key B", "key C");
        locked.close(PATIENCE);

        assertThat(opensWith("key A")).isTrue();
    }

    private boolean opensWith(String key) throws InterruptedException {
        RecordingListener told = new RecordingListener();
        TelegramSession session = open(new Secret(key), proxy(), told);
        await().atMost(PATIENCE)
                .until(() -> told.logins.stream()
                        .anyMatch(state -> state instanceof LoginState.Ready || state instanceof LoginState.Refused));
        boolean opened = told.logins.stream().anyMatch(LoginState.Ready.class::isInstance);
        session.close(PATIENCE);
        return opened;
    }

    /** Removes a proxy from the settings, because TDLib keeps proxies with the session, with their passwords. */
    @Test
    void aProxyThatTheSettingsNoLongerNameIsForgotten() throws Exception {
        logInAndClose(
                open(new Secret("a key"), URI.create("socks5://ann:secret@127.0.0.1:" + proxy().getPort()), listener));

        TdClient client = openBare();
        listener.await(LoginState.Ready.class);
        await().atMost(PATIENCE).until(() -> proxies(client).size() == 1);
        assertThat(proxies(client).toString()).doesNotContain("secret");
        client.close(PATIENCE);
    }

    /** Opens a client that logs in and does nothing else. */
    private TdClient openBare() {
        var settings = telegram.settings(folder, List.of("main"));
        TdlibSettings tdlib = new TdlibSettings(
                settings.apiId(), settings.apiHash(), folder, settings.key(), settings.formerKey(), settings.proxy());
        AtomicReference<Login> login = new AtomicReference<>();
        TdClient client = TdClients.of(settings.library()).open("main", update -> {
            if (update.path("@type").asString("").equals("updateAuthorizationState")) {
                login.get().entered(update.path("authorization_state"));
            }
        });
        listener.logins.clear();
        login.set(new Login("main", tdlib, client, new PhoneLogins(), listener::login));
        var _ = client.send(TdRequest.of("getOption").with("name", "version"));
        return client;
    }

    private static JsonNode proxies(TdClient client) throws InterruptedException {
        return client.ask("looking at the proxies", TdRequest.of("getProxies")).path("proxies");
    }

    private void logInAndClose(TelegramSession session) throws InterruptedException {
        scan(listener);
        listener.await(LoginState.Ready.class);
        session.close(PATIENCE);
    }

    private static URI proxy() {
        return telegram.proxy();
    }

    private TelegramSession open(Secret key, URI proxy, RecordingListener told) {
        return open(key, new Secret(""), proxy, told);
    }

    private TelegramSession open(Secret key, Secret formerKey, URI proxy, RecordingListener told) {
        var settings = telegram.settings(folder, List.of("main"));
        TdlibSettings tdlib = new TdlibSettings(settings.apiId(), settings.apiHash(), folder, key, formerKey, proxy);
        return new TdlibSession(
                "main",
                tdlib,
                TdClients.of(settings.library()),
                told,
                MessageListener.NONE,
                PostListener.NONE,
                new PhoneLogins());
    }

    @Test
    void aVoiceChatThatAFormerProcessJoinedIsLeft() throws Exception {
        Chat lounge = telegram.publicGroup();
        joinAndEnd(lounge);
        assertThat(participants(lounge)).containsExactly(ann.id());

        RecordingListener again = new RecordingListener();
        TelegramSession second = open(again);
        again.await(LoginState.Ready.class);
        assertThat(second.voiceChats()).containsExactly(lounge.id());
        second.leaveVoiceChat(lounge.id());
        assertThat(participants(lounge)).isEmpty();
        assertThat(second.voiceChats()).isEmpty();
        second.leaveVoiceChat(lounge.id());
        assertThat(again.changes(lounge.id())).as("said of our own leaving").isSubsetOf(Change.UNWATCHED);
        second.close(PATIENCE);

        RecordingListener last = new RecordingListener();
        TelegramSession third = open(last);
        last.await(LoginState.Ready.class);
        assertThat(third.voiceChats()).isEmpty();
        third.close(PATIENCE);
    }

    @Test
    void aVoiceChatThatBeganSinceTheFormerProcessIsLeft() throws Exception {
        Chat lounge = telegram.publicGroup();
        joinAndEnd(lounge);
        long call =
                telegram.world.voiceChats().activeIn(lounge.id()).orElseThrow().id();
        telegram.world.voiceChats().end(call, telegram.owner.id());
        telegram.world.voiceChats().start(lounge.id(), telegram.owner.id(), "");

        RecordingListener again = new RecordingListener();
        TelegramSession second = open(again);
        again.await(LoginState.Ready.class);
        second.leaveVoiceChat(lounge.id());

        assertThat(second.voiceChats()).isEmpty();
        assertThat(participants(lounge)).isEmpty();
        second.close(PATIENCE);
    }

    @Test
    void aGroupThatRemovedTheAccountMeanwhileIsNotLeftAgain() throws Exception {
        Chat cellar = telegram.privateGroup();
        joinAndEnd(cellar);
        telegram.world.members().ban(cellar.id(), telegram.owner.id(), ann.id());

        RecordingListener again = new RecordingListener();
        TelegramSession second = open(again);
        again.await(LoginState.Ready.class);
        second.leaveVoiceChat(cellar.id());

        assertThat(second.voiceChats()).isEmpty();
        second.close(PATIENCE);
    }

    /** Joins the group's voice chat in a process that ends without leaving it. */
    private void joinAndEnd(Chat group) throws InterruptedException {
        TelegramSession session = open(listener);
        scan(listener);
        listener.await(LoginState.Ready.class);
        session.joinByInviteLink(SandboxTelegram.inviteLink(group));
        session.joinVoiceChat(group.id(), session.voiceChat(group.id()).orElseThrow(), "{\"ssrc\":4242}");
        session.close(PATIENCE);
    }

    private static List<Long> participants(Chat chat) {
        return telegram.world.voiceChats().activeIn(chat.id()).orElseThrow().participants().stream()
                .map(VoiceParticipant::userId)
                .toList();
    }

    @Test
    void aSessionEndedOnAnotherDeviceAsksForANewLogin() throws Exception {
        Accounts accounts = TestAccounts.of(List.of("main"), sessions());
        Account account = accounts.account("main");
        await().atMost(PATIENCE).until(() -> account.login() instanceof LoginState.WaitingForQrScan);
        String first = link(account);
        telegram.scan(first, ann.id());
        await().atMost(PATIENCE).until(account::ready);
        assertThat(account.session().isMember(telegram.publicGroup().id())).isFalse();

        telegram.server.revoke(ann.id());

        await().atMost(PATIENCE).until(() -> account.login() instanceof LoginState.WaitingForQrScan);
        assertThat(account.view().state()).isEqualTo(AccountView.State.WAITING_FOR_QR_SCAN);
        assertThat(account.view().failure().code()).isEqualTo(FailureCode.SESSION_LOST);
        assertThat(link(account)).isNotEqualTo(first);
        telegram.scan(link(account), ann.id());
        await().atMost(PATIENCE).until(account::ready);
        assertThat(account.view().failure()).isNull();
        TestAccounts.lose(accounts);
    }

    /** Logs in by phone number, which TDLib takes only from a client that shows no QR code. */
    @Test
    void aPhoneNumberAndItsCodeLogInWithoutAScan(CapturedOutput output) throws Exception {
        Accounts accounts = TestAccounts.of(List.of("main"), sessions());
        Account account = accounts.account("main");
        await().atMost(PATIENCE).until(() -> account.login() instanceof LoginState.WaitingForQrScan);
        String phone = Objects.requireNonNull(ann.phone());

        assertThatThrownBy(() -> account.session().submitPhoneNumber("+999"))
                .hasMessageContaining("the phone number is wrong");
        await().atMost(PATIENCE).until(() -> account.login() instanceof LoginState.WaitingForQrScan);
        assertThat(account.view().failure()).isNull();
        account.session().submitPhoneNumber("+" + phone);

        await().atMost(PATIENCE).until(() -> account.login() instanceof LoginState.WaitingForCode);
        assertThat(account.login())
                .isEqualTo(new LoginState.WaitingForCode(
                        LoginState.CodeWay.TELEGRAM, phone.substring(phone.length() - 2)));
        assertThatThrownBy(() -> account.session().submitCode("none")).hasMessageContaining("the code is wrong");
        account.session().submitCode(telegram.world.logins().code(phone).orElseThrow());
        await().atMost(PATIENCE).until(account::ready);
        assertThat(output.getOut())
                .contains(
                        "Account main starts over: a phone number takes the place of its QR code",
                        "Account main was refused the phone number: ",
                        "Account main was refused the code: ")
                .doesNotContain("+999", phone);
        TestAccounts.lose(accounts);
    }

    @Test
    void aPersonGoesBackFromTheCodeToTheQrCode() throws Exception {
        Accounts accounts = TestAccounts.of(List.of("main"), sessions());
        Account account = accounts.account("main");
        await().atMost(PATIENCE).until(() -> account.login() instanceof LoginState.WaitingForQrScan);
        account.session().submitPhoneNumber("+" + ann.phone());
        await().atMost(PATIENCE).until(() -> account.login() instanceof LoginState.WaitingForCode);

        account.session().askForQrScan();

        await().atMost(PATIENCE).until(() -> account.login() instanceof LoginState.WaitingForQrScan);
        telegram.scan(link(account), ann.id());
        await().atMost(PATIENCE).until(account::ready);
        TestAccounts.lose(accounts);
    }

    // Who scanned with the wrong account, or does not know its password, could not start over.
    @Test
    void aPersonGoesBackFromThePasswordToTheQrCodeOfANewSession(CapturedOutput output) throws Exception {
        User locked = telegram.person("Locked");
        telegram.world.users().setTwoFactor(locked.id(), new TwoFactor("nocturne", "what we play"));
        Accounts accounts = TestAccounts.of(List.of("main"), sessions());
        Account account = accounts.account("main");
        await().atMost(PATIENCE).until(() -> account.login() instanceof LoginState.WaitingForQrScan);
        telegram.scan(link(account), locked.id());
        await().atMost(PATIENCE).until(() -> account.login() instanceof LoginState.WaitingForPassword);

        account.session().askForQrScan();

        await().atMost(PATIENCE).until(() -> account.login() instanceof LoginState.WaitingForQrScan);
        assertThat(account.view().failure()).isNull();
        assertThat(output).contains("Account main starts over: a new QR code takes the place of the password");
        telegram.scan(link(account), ann.id());
        await().atMost(PATIENCE).until(account::ready);
        TestAccounts.lose(accounts);
    }

    private static String link(Account account) {
        return ((LoginState.WaitingForQrScan) account.login()).link();
    }

    private void scan(RecordingListener shown) {
        telegram.scan(shown.await(LoginState.WaitingForQrScan.class).link(), ann.id());
    }

    private TelegramSession open(RecordingListener told) {
        return sessions().open("main", told);
    }

    private TelegramSession.Factory sessions() {
        return SandboxSessions.of(telegram.settings(folder, List.of("main")));
    }
}
