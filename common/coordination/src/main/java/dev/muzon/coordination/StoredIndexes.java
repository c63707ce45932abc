package dev.muzon.coordination;

/** A collection's indexes. Making them again changes nothing, and every version of a service can live with them. */
public interface StoredIndexes {
    /**
     * Makes those that are missing.
     *
     * @throws RuntimeException the store's own, when it is away or refuses
     */
    void createIndexes();
}
