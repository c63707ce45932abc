package dev.muzon.sandbox.mtproto.message;

import dev.muzon.sandbox.mtproto.peer.InputPeers;
import dev.muzon.sandbox.mtproto.tl.TlObject;
import dev.muzon.sandbox.world.TextEntity;
import java.util.Optional;

/** Conversion of text formatting in both directions. */
final class EntityViews {
    private EntityViews() {}

    /** Renders an entity. Empty for those that clients here need not see. */
    static Optional<TlObject> view(TextEntity entity) {
        Optional<TlObject> shape = switch (entity.type()) {
            case BOLD -> shape("Bold");
            case ITALIC -> shape("Italic");
            case UNDERLINE -> shape("Underline");
            case STRIKETHROUGH -> shape("Strike");
            case SPOILER -> shape("Spoiler");
            case BLOCKQUOTE -> shape("Blockquote");
            case EXPANDABLE_BLOCKQUOTE -> shape("Blockquote").map(quote -> quote.flag("collapsed", true));
            case CODE -> shape("Code");
            case PRE ->
                shape("Pre")
                        .map(pre -> pre.with(
                                "language",
                                Optional.ofNullable(entity.language()).orElse("")));
            case TEXT_LINK -> shape("TextUrl").map(link -> link.with("url", entity.url()));
            case TEXT_MENTION -> shape("MentionName").map(name -> name.with("user_id", entity.userId()));
            case MENTION -> shape("Mention");
            case HASHTAG -> shape("Hashtag");
            case CASHTAG -> shape("Cashtag");
            case BOT_COMMAND -> shape("BotCommand");
            case URL -> shape("Url");
            case EMAIL -> shape("Email");
            case CUSTOM_EMOJI -> Optional.empty();
        };
        return shape.map(object -> object.with("offset", entity.offset()).with("length", entity.length()));
    }

    /** Reads an entity. Empty for kinds that the world doesn't know. */
    static Optional<TextEntity> parse(InputPeers inputs, long callerId, TlObject entity) {
        int offset = entity.intAt("offset");
        int length = entity.intAt("length");
        return switch (entity.name()) {
            case "messageEntityTextUrl" ->
                Optional.of(
                        new TextEntity(TextEntity.Type.TEXT_LINK, offset, length, entity.textAt("url"), null, null));
            case "messageEntityPre" ->
                Optional.of(new TextEntity(TextEntity.Type.PRE, offset, length, null, null, entity.textAt("language")));
            case "inputMessageEntityMentionName" -> {
                long userId = inputs.user(callerId, entity.objectAt("user_id")).id();
                yield Optional.of(new TextEntity(TextEntity.Type.TEXT_MENTION, offset, length, null, userId, null));
            }
            case "messageEntityBlockquote" ->
                Optional.of(TextEntity.of(
                        entity.has("collapsed") ? TextEntity.Type.EXPANDABLE_BLOCKQUOTE : TextEntity.Type.BLOCKQUOTE,
                        offset,
                        length));
            default -> plain(entity.name()).map(type -> TextEntity.of(type, offset, length));
        };
    }

    private static Optional<TextEntity.Type> plain(String name) {
        return Optional.ofNullable(
                switch (name) {
                    case "messageEntityBold" -> TextEntity.Type.BOLD;
                    case "messageEntityItalic" -> TextEntity.Type.ITALIC;
                    case "messageEntityUnderline" -> TextEntity.Type.UNDERLINE;
                    case "messageEntityStrike" -> TextEntity.Type.STRIKETHROUGH;
                    case "messageEntitySpoiler" -> TextEntity.Type.SPOILER;
                    case "messageEntityCode" -> TextEntity.Type.CODE;
                    case "messageEntityMention" -> TextEntity.Type.MENTION;
                    case "messageEntityHashtag" -> TextEntity.Type.HASHTAG;
                    case "messageEntityCashtag" -> TextEntity.Type.CASHTAG;
                    case "messageEntityBotCommand" -> TextEntity.Type.BOT_COMMAND;
                    case "messageEntityUrl" -> TextEntity.Type.URL;
                    case "messageEntityEmail" -> TextEntity.Type.EMAIL;
                    default -> null;
                });
    }

    private static Optional<TlObject> shape(String name) {
        return Optional.of(TlObject.of("messageEntity" + name));
    }
}
