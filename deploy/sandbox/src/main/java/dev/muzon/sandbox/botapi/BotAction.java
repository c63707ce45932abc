package dev.muzon.sandbox.botapi;

import dev.muzon.sandbox.world.ChatKind;
import dev.muzon.sandbox.world.WorldException;
import org.jspecify.annotations.Nullable;

/** The kind of a method, which decides how Telegram words a refusal. */
enum BotAction {
    SENDING("reply", "sent", "send text messages to the chat"),
    EDITING("edit", "edited", "edit the message"),
    DELETING("delete", "deleted", "delete the message"),
    PINNING("pin", "pinned", "manage pinned messages in the chat"),
    INVITING("invite", "invited", "manage chat invite link"),
    RESTRICTING("restrict", "restricted", "restrict/unrestrict chat member"),
    PROMOTING("promote", "promoted", ""),
    PERMITTING("permit", "permitted", "change chat permissions"),
    EDITING_TOPICS("edit", "edited", "edit the topic"),
    LOOKING("get", "seen", "see the chat");

    private final String verb;
    private final String participle;
    private final String right;

    BotAction(String verb, String participle, String right) {
        this.verb = verb;
        this.participle = participle;
        this.right = right;
    }

    BotApiException inWords(WorldException e) {
        return switch (e.refusal()) {
            case CHAT_NOT_FOUND -> BotApiException.badRequest("chat not found");
            case USER_NOT_FOUND -> BotApiException.badRequest("user not found");
            case MESSAGE_NOT_FOUND -> BotApiException.badRequest("message to " + verb + " not found");
            case REPLY_NOT_FOUND -> BotApiException.badRequest("message to be replied not found");
            case FILE_NOT_FOUND -> BotApiException.badRequest("wrong file identifier/HTTP URL specified");
            case MESSAGE_EMPTY -> BotApiException.badRequest("text must be non-empty");
            case MESSAGE_NOT_MODIFIED ->
                BotApiException.badRequest("message is not modified: specified new message content and reply markup are"
                        + " exactly the same as a current content and reply markup of the message");
            case MESSAGE_NOT_YOURS -> BotApiException.badRequest("message can't be " + participle);
            case CALLBACK_NOT_FOUND, CALLBACK_EXPIRED, INLINE_QUERY_NOT_FOUND ->
                BotApiException.badRequest("query is too old and response timeout expired or query ID is invalid");
            case BOT_CANNOT_START -> BotApiException.forbidden("bot can't initiate conversation with a user");
            case NOT_A_MEMBER -> BotApiException.forbidden("bot is not a member of the " + chat(e.where()));
            case BANNED ->
                e.where() == ChatKind.PRIVATE
                        ? BotApiException.forbidden("bot was blocked by the user")
                        : BotApiException.forbidden("bot was kicked from the " + chat(e.where()));
            case ADMIN_REQUIRED ->
                BotApiException.badRequest("not enough rights" + (right.isEmpty() ? "" : " to " + right));
            case TARGET_IS_ADMIN -> BotApiException.badRequest("user is an administrator of the chat");
            case TARGET_NOT_A_MEMBER -> BotApiException.badRequest("PARTICIPANT_ID_INVALID");
            case CHAT_FULL -> BotApiException.badRequest("USERS_TOO_MUCH");
            case ALREADY_A_MEMBER -> BotApiException.badRequest("USER_ALREADY_PARTICIPANT");
            case INVITE_INVALID -> BotApiException.badRequest("INVITE_HASH_EXPIRED");
            case MEMBER_LIMIT_WITH_APPROVAL ->
                BotApiException.badRequest(
                        "member limit can't be specified for links requiring administrator approval");
            case JOIN_REQUEST_NOT_FOUND -> BotApiException.badRequest("HIDE_REQUESTER_MISSING");
            case JOIN_REQUESTS_FORBIDDEN ->
                BotApiException.badRequest("not enough rights to manage chat join requests");
            case WRONG_CHAT_KIND -> BotApiException.badRequest("method is available only for supergroups");
            case NOT_A_FORUM -> BotApiException.badRequest("the chat is not a forum");
            case TOPIC_NOT_FOUND -> BotApiException.badRequest("message thread not found");
            case TOPIC_CREATION_FORBIDDEN -> BotApiException.badRequest("not enough rights to create a topic");
            case TOPIC_CHANGE_FORBIDDEN -> BotApiException.badRequest("not enough rights to close or open the topic");
            case TOPIC_DELETION_FORBIDDEN -> BotApiException.badRequest("not enough rights to delete the topic");
            case TEXT_FORBIDDEN -> mayNotSend("text messages");
            case MUSIC_FORBIDDEN -> mayNotSend("music");
            case VOICE_FORBIDDEN -> mayNotSend("voice notes");
            case VIDEO_FORBIDDEN -> mayNotSend("videos");
            case DOCUMENTS_FORBIDDEN -> mayNotSend("documents");
            case PHOTOS_FORBIDDEN -> mayNotSend("photos");
            case CHANNEL_ADMIN_REQUIRED -> BotApiException.badRequest("need administrator rights in the channel chat");
            case QUOTE_INVALID -> BotApiException.badRequest("QUOTE_TEXT_INVALID");
            default -> BotApiException.badRequest(e.refusal().name());
        };
    }

    private static BotApiException mayNotSend(String what) {
        return BotApiException.badRequest("not enough rights to send " + what + " to the chat");
    }

    private static String chat(@Nullable ChatKind kind) {
        return switch (kind) {
            case GROUP -> "group chat";
            case CHANNEL -> "channel chat";
            case null, default -> "supergroup chat";
        };
    }
}
