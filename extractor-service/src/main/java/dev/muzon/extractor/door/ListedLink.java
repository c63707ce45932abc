package dev.muzon.extractor.door;

/**
 * An entry in a list of music.
 *
 * @param title the name that the list gives it, blank for none
 */
public record ListedLink(HttpLink link, String title) {}
