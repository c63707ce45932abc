package dev.muzon.protocol.rest;

/** Paths that every service answers at, and how its callers show the internal token. */
public final class ServicePaths {
    /** The probe of the process: one that fails has to be restarted. */
    public static final String LIVENESS = "/livez";

    /** The probe of a process that takes work. */
    public static final String READINESS = "/readyz";

    /** The jobs that were given up, see {@link DeadJobView}. */
    public static final String DEAD_JOBS = "/v1/dead-jobs";

    private static final String BEARER = "Bearer ";

    private ServicePaths() {}

    /** Returns the header {@code Authorization} that carries a token. */
    public static String authorization(String token) {
        return BEARER + token;
    }

    /** Returns whether a header {@code Authorization} carries a token at all. */
    public static boolean carriesToken(String authorization) {
        return authorization.regionMatches(true, 0, BEARER, 0, BEARER.length());
    }

    /** Returns the token of a header that carries one. */
    public static String token(String authorization) {
        return authorization.substring(BEARER.length()).strip();
    }
}
