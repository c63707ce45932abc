package dev.muzon.extractor.source;

/**
 * The formats that ffmpeg may recognise in what people send. Formats that name further files or addresses
 * ({@code concat}, {@code dash}, {@code sdp}, {@code image2}) are missing on purpose.
 */
public final class MediaFormats {
    /** Value of {@code -format_whitelist} for files that lie on our disk. */
    public static final String FILES = "mp3,mov,ogg,matroska,flac,wav,w64,aiff,aac,ac3,eac3,ape,wv,tta,amr,asf,caf,au,"
            + "dsf,mpegts,mpc,mpc8,avi,flv,mpeg";

    /** Value of {@code -format_whitelist} for the network, where every address a playlist names is guarded. */
    public static final String STREAMS = FILES + ",hls";

    private MediaFormats() {}
}
