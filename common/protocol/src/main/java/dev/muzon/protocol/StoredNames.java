package dev.muzon.protocol;

/** Names in the database that more than one program needs. */
public final class StoredNames {
    /** The collection of the leases. A backup leaves it out. */
    public static final String LEASES = "leases";

    private StoredNames() {}
}
