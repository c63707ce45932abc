package dev.muzon.assistant.tdlib;

import dev.muzon.runtime.config.Secret;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Settings for TDLib.
 *
 * @param directory one folder per account below it
 * @param key encrypts the sessions, blank for none
 * @param formerKey was {@code key} before, blank for none
 * @param proxy SOCKS5, null for none
 */
record TdlibSettings(
        int apiId,
        Secret apiHash,
        Path directory,
        Secret key,
        Secret formerKey,
        @Nullable URI proxy) {
    /** Makes the request that opens an account's session with the key of the settings. */
    TdRequest parameters(String account) {
        return parameters(account, base64(key));
    }

    /**
     * Makes requests like {@link #parameters(String)} for a session that was encrypted otherwise: with the former key, or
     * without any.
     */
    Stream<TdRequest> formerParameters(String account) {
        return Stream.of(base64(formerKey), "")
                .distinct()
                .filter(former -> !former.equals(base64(key)))
                .map(former -> parameters(account, former));
    }

    /** Returns the folder of the account's downloads. */
    Path files(String account) {
        return folder(account).resolve("files");
    }

    /** Returns the folder of all that TDLib keeps of an account. */
    Path folder(String account) {
        return directory.resolve(account).toAbsolutePath();
    }

    /** Makes the request that encrypts a session with the key of the settings. */
    TdRequest encrypt() {
        return TdRequest.of("setDatabaseEncryptionKey").with("new_encryption_key", base64(key));
    }

    /** Makes the request without storage of messages and files: what people write is kept by Telegram alone. */
    private TdRequest parameters(String account, String encryptionKey) {
        return TdRequest.of("setTdlibParameters")
                .with("use_test_dc", false)
                .with("database_directory", folder(account).toString())
                .with("files_directory", files(account).toString())
                .with("database_encryption_key", encryptionKey)
                .with("use_file_database", false)
                .with("use_chat_info_database", true)
                .with("use_message_database", false)
                .with("use_secret_chats", false)
                .with("api_id", apiId)
                .with("api_hash", apiHash.reveal())
                .with("system_language_code", "en")
                .with("device_model", "Muzon")
                .with("application_version", "0.1");
    }

    /** Makes the request that makes TDLib use the proxy of the settings, or none when there is none. */
    TdRequest useProxy() {
        return proxy == null || proxy.getHost() == null ? TdRequest.of("disableProxy") : addProxy(proxy);
    }

    /** Makes the request that asks whether Telegram answers, through the proxy of the settings if there is one. */
    TdRequest ping() {
        TdRequest ping = TdRequest.of("pingProxy");
        return proxy == null || proxy.getHost() == null ? ping : ping.with("proxy", server(proxy));
    }

    private static TdRequest addProxy(URI proxy) {
        return TdRequest.of("addProxy").with("proxy", server(proxy)).with("enable", true);
    }

    private static TdRequest server(URI proxy) {
        TdRequest type = TdRequest.of("proxyTypeSocks5");
        String user = proxy.getUserInfo();
        if (user != null) {
            int colon = user.indexOf(':');
            type.with("username", colon < 0 ? user : user.substring(0, colon))
                    .with("password", colon < 0 ? "" : user.substring(colon + 1));
        }
        return TdRequest.of("proxy")
                .with("server", proxy.getHost())
                .with("port", proxy.getPort())
                .with("type", type);
    }

    private static String base64(Secret secret) {
        return Base64.getEncoder().encodeToString(secret.reveal().getBytes(StandardCharsets.UTF_8));
    }
}
