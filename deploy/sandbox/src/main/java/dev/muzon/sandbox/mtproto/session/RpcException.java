package dev.muzon.sandbox.mtproto.session;

/** An answer to a request that is an error, in Telegram's own words. */
public final class RpcException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int code;
    private final String error;

    /**
     * Makes an error.
     *
     * @param code 303, 400, 401, 403, 406, 420 or 500
     * @param error such as {@code FLOOD_WAIT_30}
     */
    public RpcException(int code, String error) {
        super(code + " " + error);
        this.code = code;
        this.error = error;
    }

    public static RpcException badRequest(String error) {
        return new RpcException(400, error);
    }

    public static RpcException forbidden(String error) {
        return new RpcException(403, error);
    }

    public int code() {
        return code;
    }

    public String error() {
        return error;
    }
}
