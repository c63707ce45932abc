package dev.muzon.sandbox.botapi;

import dev.muzon.sandbox.world.InviteLink;

/** The forms of invite links. */
final class InviteUrls {
    private static final String PREFIX = "https://t.me/+";
    private static final int SHOWN_TO_OTHERS = 8;

    private InviteUrls() {}

    static String url(String hash) {
        return PREFIX + hash;
    }

    /** Returns the link as a bot sees it: only its creator sees the whole. */
    static String url(InviteLink link, long botId) {
        return link.creatorId() == botId
                ? url(link.hash())
                : PREFIX
                        + link.hash()
                                .substring(
                                        0, Math.min(SHOWN_TO_OTHERS, link.hash().length())) + "...";
    }

    /** Returns the hash of a link in any of its forms. */
    static String hash(String link) {
        return link.replaceFirst("^(https?://)?(t|telegram)\\.me/(\\+|joinchat/)", "");
    }
}
