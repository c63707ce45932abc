package dev.muzon.extractor.source.ytdlp;

/**
 * The proxy on loopback that yt-dlp reaches the network through.
 *
 * @param address with its secret. It must not be printed
 */
record Egress(int port, String address) {
    @Override
    public String toString() {
        return "proxy on port " + port;
    }
}
