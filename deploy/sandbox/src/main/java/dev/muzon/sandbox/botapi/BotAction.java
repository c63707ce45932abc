package dev.muzon.sandbox.botapi;

import dev.muzon.sandbox.world.WorldException;

/** The kind of a method, which decides how Telegram words a refusal. */
enum BotAction {
    SENDING("reply", "sent", "send text messages to the chat"),
    EDITING("edit", "edited", "edit the message"),
    DELETING("delete", "deleted", "delete the message"),
    PINNING("pin", "pinned", "manage pinned messages in the chat"),
    INVITING("invite", "invited", "manage chat invite link"),
    RESTRICTING("restrict", "restricted", "restrict/unrestrict chat member"),
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
            case MESSAGE_EMPTY -> BotApiException.badRequest("message text is empty");
            case MESSAGE_NOT_MODIFIED ->
                BotApiException.badRequest("message is not modified: specified new message content and reply markup are"
                        + " exactly the same as a current content and reply markup of the message");
            case MESSAGE_NOT_YOURS -> BotApiException.badRequest("message can't be " + participle);
            case CALLBACK_NOT_FOUND, CALLBACK_EXPIRED ->
                BotApiException.badRequest("query is too old and response timeout expired or query ID is invalid");
            case BOT_CANNOT_START -> BotApiException.forbidden("bot can't initiate conversation with a user");
            case NOT_A_MEMBER -> BotApiException.forbidden("bot is not a member of the supergroup chat");
            case BANNED -> BotApiException.forbidden("bot was kicked from the supergroup chat");
            case ADMIN_REQUIRED -> BotApiException.badRequest("not enough rights to " + right);
            case TARGET_IS_ADMIN -> BotApiException.badRequest("user is an administrator of the chat");
            case TARGET_NOT_A_MEMBER -> BotApiException.badRequest("PARTICIPANT_ID_INVALID");
            default -> BotApiException.badRequest(e.refusal().name());
        };
    }
}
