package dev.muzon.assistant;

import static org.awaitility.Awaitility.await;

import dev.muzon.assistant.account.Account;
import dev.muzon.assistant.account.Accounts;
import dev.muzon.assistant.account.LoginState;
import dev.muzon.assistant.sandbox.SandboxTelegram;
import dev.muzon.sandbox.world.User;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** The whole service with one account that Ann has logged in, and a Telegram for it alone. */
final class LoggedInService implements AutoCloseable {
    static final String ACCOUNT = "main";

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final URI NOBODY = URI.create("http://127.0.0.1:9");

    final SandboxTelegram telegram;
    final User me;
    private List<String> settings;
    private RunningService service;

    private LoggedInService(SandboxTelegram telegram, User me, List<String> settings) {
        this.telegram = telegram;
        this.settings = settings;
        this.me = me;
        this.service = new RunningService(settings);
        await().atMost(PATIENCE).until(() -> account().login() instanceof LoginState.WaitingForQrScan);
        telegram.scan(((LoginState.WaitingForQrScan) account().login()).link(), me.id());
        await().atMost(PATIENCE).until(account()::ready);
    }

    /**
     * Starts the service.
     *
     * @param sessions folder of the account
     * @param more settings as arguments of the program
     */
    static LoggedInService start(Path sessions, String mongoUri, String... more) throws IOException {
        return start("en", sessions, mongoUri, more);
    }

    /** Starts the service of an owner whose Telegram is in a language. */
    static LoggedInService start(String language, Path sessions, String mongoUri, String... more) throws IOException {
        SandboxTelegram telegram = SandboxTelegram.start();
        User me = telegram.person("Ann", language);
        return new LoggedInService(telegram, me, settings(telegram, sessions, mongoUri, more));
    }

    /** Returns the settings of a service with this one account. */
    static List<String> settings(SandboxTelegram telegram, Path sessions, String mongoUri, String... more) {
        List<String> settings = RunningService.settings(telegram, sessions, mongoUri, NOBODY, ACCOUNT);
        for (String one : more) {
            settings = with(settings, one);
        }
        return settings;
    }

    RunningService service() {
        return service;
    }

    Account account() {
        return service.bean(Accounts.class).account("main");
    }

    /** Stops the service in good order and starts it again. */
    void restart() {
        service.close();
        begin();
    }

    /** Stops the service and starts it again with a setting, in the place of an earlier one of its name. */
    void restartWith(String setting) {
        settings = with(settings, setting);
        restart();
    }

    private static List<String> with(List<String> settings, String setting) {
        String name = setting.substring(0, setting.indexOf('=') + 1);
        return Stream.concat(settings.stream().filter(one -> !one.startsWith(name)), Stream.of(setting))
                .toList();
    }

    /** Starts the service that was closed. */
    void begin() {
        service = new RunningService(settings);
        await().atMost(PATIENCE).until(account()::ready);
    }

    @Override
    public void close() {
        service.close();
        telegram.close();
    }
}
