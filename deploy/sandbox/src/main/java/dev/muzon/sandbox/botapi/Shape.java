package dev.muzon.sandbox.botapi;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Telegram's JSON objects. Names become snake_case, null fields are left out, dates are Unix seconds. */
interface Shape {
    record Ok(boolean ok, Object result) {}

    record Failed(
            boolean ok,
            int errorCode,
            String description,
            @Nullable ResponseParameters parameters) {}

    record ResponseParameters(
            @Nullable Integer retryAfter, @Nullable Long migrateToChatId) {}

    record User(
            long id,
            boolean isBot,
            String firstName,
            @Nullable String lastName,
            @Nullable String username,
            @Nullable String languageCode) {}

    record Me(
            long id,
            boolean isBot,
            String firstName,
            @Nullable String username,
            boolean canJoinGroups,
            boolean canReadAllGroupMessages,
            boolean supportsInlineQueries,
            boolean canConnectToBusiness,
            boolean hasMainWebApp) {}

    record MessageEntity(
            String type,
            int offset,
            int length,
            @Nullable String url,
            @Nullable User user,
            @Nullable String language) {}

    record Audio(
            String fileId,
            String fileUniqueId,
            long duration,
            @Nullable String performer,
            @Nullable String title,
            String fileName,
            String mimeType,
            long fileSize) {}

    record VideoNote(String fileId, String fileUniqueId, int length, long duration, long fileSize) {}

    record Voice(String fileId, String fileUniqueId, long duration, String mimeType, long fileSize) {}

    record Video(
            String fileId,
            String fileUniqueId,
            int width,
            int height,
            long duration,
            String fileName,
            String mimeType,
            long fileSize) {}

    record Document(String fileId, String fileUniqueId, String fileName, String mimeType, long fileSize) {}

    record PhotoSize(String fileId, String fileUniqueId, int width, int height, long fileSize) {}

    record File(String fileId, String fileUniqueId, long fileSize, String filePath) {}

    record Button(
            String text,
            @Nullable String callbackData,
            @Nullable String url) {}

    /** @param url of which the picture is shown, null for the first link of the text */
    record LinkPreview(
            @Nullable Boolean isDisabled,
            @Nullable String url,
            @Nullable Boolean preferSmallMedia,
            @Nullable Boolean preferLargeMedia,
            @Nullable Boolean showAboveText) {}

    record InlineKeyboard(List<List<Button>> inlineKeyboard) {}

    record CallbackQuery(String id, User from, Map<String, Object> message, String chatInstance, String data) {}

    record BotCommand(String command, String description) {}

    record WebhookInfo(
            String url,
            boolean hasCustomCertificate,
            int pendingUpdateCount,
            @Nullable Long lastErrorDate,
            @Nullable String lastErrorMessage,
            @Nullable Integer maxConnections,
            @Nullable List<String> allowedUpdates) {}

    /**
     * An update.
     *
     * @param content one field that names the kind of the update
     */
    record Update(long updateId, @JsonAnyGetter Map<String, Object> content) {}
}
