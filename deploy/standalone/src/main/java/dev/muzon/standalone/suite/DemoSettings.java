package dev.muzon.standalone.suite;

import dev.muzon.standalone.isolation.NetworkNamespace;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Settings of the suite that replace Telegram by the sandbox. They are ordinary ones: the services know nothing of the
 * sandbox.
 *
 * @param library folder of music, null for the demo's own
 */
public record DemoSettings(
        Installation installation,
        Path state,
        String host,
        @Nullable Path library,
        boolean manualLogin) {
    public static final int SOCKS_PORT = 8091;
    private static final String BOT_TOKEN = "1000001:sandbox-bot-token-on-loopback-only";

    /**
     * Adds what the demo does unless its environment says otherwise. Its page hears the room without being in the voice
     * chat, so that the assistant may be alone there although people listen. Voice notes are read by the Telegram that it
     * simulates.
     */
    public static Map<String, String> beneath(Map<String, String> environment) {
        Map<String, String> all =
                new LinkedHashMap<>(Map.of("MUZON_VOICE_ALONE_WATCH", "false", "MUZON_NOTES_ENGINES", "telegram"));
        all.putAll(environment);
        return all;
    }

    public Map<String, String> sandbox(int controlPort) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("SERVER_ADDRESS", host);
        settings.put("SANDBOX_BOT_TOKEN", BOT_TOKEN);
        settings.put("SANDBOX_SUPERVISOR_URL", "http://127.0.0.1:" + controlPort);
        settings.put("SANDBOX_MTPROTO_PORT", Integer.toString(SOCKS_PORT));
        settings.put("SANDBOX_MTPROTO_LIBRARY", installation.tdjson().toString());
        settings.put("SANDBOX_MTPROTO_PATCHEDLIBRARY", patchedTdjson().toString());
        settings.put("SANDBOX_AUTOAPPROVE", Boolean.toString(!manualLogin));
        if (library == null) {
            settings.put("SANDBOX_MUSIC", music().toString());
        }
        return settings;
    }

    public Map<String, String> services() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("BOT_TOKEN", BOT_TOKEN);
        settings.put("MUZON_TELEGRAM_API_URL", "http://" + host + ":" + Suite.SANDBOX_PORT);
        settings.put("API_ID", "1");
        settings.put("API_HASH", "00000000000000000000000000000000");
        settings.put("MUZON_TDJSON_LIBRARY", patchedTdjson().toString());
        settings.put(Suite.CONSOLE, Integer.toString(Suite.CONSOLE_PORT));
        settings.put("MUZON_TDLIB_PROXY", "socks5://127.0.0.1:" + SOCKS_PORT);
        settings.put("MUZON_LIBRARY_DIR", music().toString());
        settings.put("MUZON_DIRECT_ALLOWED_NETWORKS", neighbours());
        // The demo reaches nothing outside this machine, whatever is installed.
        settings.put("MUZON_YTDLP_DIR", "");
        settings.put("MUZON_SOURCES_DISABLED", "metadata,radio,web");
        settings.put("MUZON_LYRICS_ENABLED", "off");
        return settings;
    }

    private Path music() {
        return library == null
                ? state.resolve("music")
                : library.toAbsolutePath().normalize();
    }

    /** Returns the private network whose links may be played: this host, or both ends of the veth pair. */
    private String neighbours() {
        return host.startsWith(NetworkNamespace.RANGE)
                ? host.substring(0, host.lastIndexOf('.')) + ".0/30"
                : host + "/32";
    }

    private Path patchedTdjson() {
        return state.resolve("sandbox").resolve("libtdjson.so");
    }
}
