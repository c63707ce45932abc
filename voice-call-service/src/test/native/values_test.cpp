#include <cmath>
#include <cstring>
#include <limits>

#include "fixture.h"

using namespace muzon::host;
using namespace muzon::test;

TEST(bigints_keep_all_64_bits_and_tell_what_does_not_fit) {
    Host host;
    onLoop(host, [](napi_env env) {
        napi_value value = nullptr;
        std::int64_t back = 0;
        std::uint64_t unsignedBack = 0;
        bool lossless = false;
        for (const std::int64_t number : {std::int64_t{0}, std::int64_t{-1}, std::int64_t{-1001234567890},
                                          std::numeric_limits<std::int64_t>::min(),
                                          std::numeric_limits<std::int64_t>::max()}) {
            EXPECT_EQ(napi_create_bigint_int64(env, number, &value), napi_ok);
            EXPECT_EQ(napi_get_value_bigint_int64(env, value, &back, &lossless), napi_ok);
            EXPECT_EQ(back, number);
            EXPECT(lossless);
        }
        napi_create_bigint_uint64(env, std::numeric_limits<std::uint64_t>::max(), &value);
        napi_get_value_bigint_uint64(env, value, &unsignedBack, &lossless);
        EXPECT_EQ(unsignedBack, std::numeric_limits<std::uint64_t>::max());
        EXPECT(lossless);
        napi_get_value_bigint_int64(env, value, &back, &lossless);
        EXPECT_EQ(back, -1);
        EXPECT(!lossless);
        napi_create_bigint_int64(env, -1, &value);
        napi_get_value_bigint_uint64(env, value, &unsignedBack, &lossless);
        EXPECT(!lossless);
    });
}

TEST(a_number_is_no_bigint_and_the_words_say_so) {
    Host host;
    onLoop(host, [](napi_env env) {
        std::int64_t back = 0;
        bool lossless = false;
        EXPECT_EQ(napi_get_value_bigint_int64(env, number(env, 5), &back, &lossless), napi_bigint_expected);
        EXPECT_EQ(lastError(env), "A bigint was expected");
    });
}

TEST(numbers_wrap_like_ecmascript) {
    Host host;
    onLoop(host, [](napi_env env) {
        const auto asInt = [env](double value) {
            std::int32_t back = 77;
            EXPECT_EQ(napi_get_value_int32(env, number(env, value), &back), napi_ok);
            return back;
        };
        EXPECT_EQ(asInt(-2.9), -2);
        EXPECT_EQ(asInt(4294967301.0), 5);
        EXPECT_EQ(asInt(2147483648.0), std::numeric_limits<std::int32_t>::min());
        EXPECT_EQ(asInt(-4294967297.0), -1);
        EXPECT_EQ(asInt(1e300), 0);
        EXPECT_EQ(asInt(std::nan("")), 0);
        EXPECT_EQ(asInt(std::numeric_limits<double>::infinity()), 0);
        std::uint32_t back = 0;
        EXPECT_EQ(napi_get_value_uint32(env, number(env, -1), &back), napi_ok);
        EXPECT_EQ(back, 4294967295U);
        EXPECT_EQ(napi_get_value_uint32(env, text(env, "1"), &back), napi_number_expected);
    });
}

TEST(texts_are_cut_between_characters) {
    Host host;
    onLoop(host, [](napi_env env) {
        const napi_value value = text(env, "аб");  // two bytes each
        std::size_t length = 0;
        EXPECT_EQ(napi_get_value_string_utf8(env, value, nullptr, 0, &length), napi_ok);
        EXPECT_EQ(length, 4U);
        char room[4];
        EXPECT_EQ(napi_get_value_string_utf8(env, value, room, sizeof room, &length), napi_ok);
        EXPECT_EQ(length, 2U);
        EXPECT_EQ(std::string(room), "а");
        EXPECT_EQ(napi_get_value_string_utf8(env, number(env, 1), room, sizeof room, &length), napi_string_expected);
    });
}

TEST(latin1_becomes_utf8) {
    Host host;
    onLoop(host, [](napi_env env) {
        napi_value value = nullptr;
        EXPECT_EQ(napi_create_string_latin1(env, "caf\xe9", static_cast<std::size_t>(-1), &value), napi_ok);
        EXPECT_EQ(textOf(env, value), "café");
    });
}

TEST(each_value_knows_its_type) {
    Host host;
    onLoop(host, [](napi_env env) {
        const auto typeOf = [env](napi_value value) {
            napi_valuetype type = napi_external;
            EXPECT_EQ(napi_typeof(env, value, &type), napi_ok);
            return type;
        };
        napi_value value = nullptr;
        napi_get_undefined(env, &value);
        EXPECT_EQ(typeOf(value), napi_undefined);
        napi_get_null(env, &value);
        EXPECT_EQ(typeOf(value), napi_null);
        napi_get_boolean(env, true, &value);
        EXPECT_EQ(typeOf(value), napi_boolean);
        napi_create_bigint_int64(env, 1, &value);
        EXPECT_EQ(typeOf(value), napi_bigint);
        EXPECT_EQ(typeOf(number(env, 1)), napi_number);
        EXPECT_EQ(typeOf(text(env, "")), napi_string);
        EXPECT_EQ(typeOf(object(env)), napi_object);
        napi_create_array_with_length(env, 1, &value);
        EXPECT_EQ(typeOf(value), napi_object);
    });
}

TEST(a_frame_reads_like_an_array_of_numbers) {
    Host host;
    onLoop(host, [](napi_env env) {
        const std::uint8_t frame[] = {0, 127, 128, 255};
        const napi_value array = env->handles.keep(make<Bytes>(*env, frame, sizeof frame));
        std::uint32_t length = 0;
        EXPECT_EQ(napi_get_array_length(env, array, &length), napi_ok);
        EXPECT_EQ(length, sizeof frame);
        for (std::uint32_t i = 0; i < length; i++) {
            napi_value element = nullptr;
            std::uint32_t value = 0;
            EXPECT_EQ(napi_get_element(env, array, i, &element), napi_ok);
            EXPECT_EQ(napi_get_value_uint32(env, element, &value), napi_ok);
            EXPECT_EQ(value, frame[i]);
        }
        napi_value beyond = nullptr;
        EXPECT_EQ(napi_get_element(env, array, length, &beyond), napi_ok);
        EXPECT_EQ(beyond, env->undefined.get());
        EXPECT_EQ(napi_set_element(env, array, 0, number(env, 1)), napi_generic_failure);
    });
}

TEST(a_list_grows_and_has_holes) {
    Host host;
    onLoop(host, [](napi_env env) {
        napi_value list = nullptr;
        napi_create_array_with_length(env, 1, &list);
        EXPECT_EQ(napi_set_element(env, list, 2, text(env, "c")), napi_ok);
        std::uint32_t length = 0;
        napi_get_array_length(env, list, &length);
        EXPECT_EQ(length, 3U);
        napi_value hole = nullptr;
        napi_get_element(env, list, 1, &hole);
        EXPECT_EQ(hole, env->undefined.get());
        EXPECT_EQ(napi_get_array_length(env, text(env, "x"), &length), napi_array_expected);
    });
}

TEST(a_buffer_is_a_copy) {
    Host host;
    onLoop(host, [](napi_env env) {
        char original[] = "abc";
        napi_value buffer = nullptr;
        EXPECT_EQ(napi_create_buffer_copy(env, 3, original, nullptr, &buffer), napi_ok);
        original[0] = 'x';
        napi_typedarray_type type = napi_int8_array;
        std::size_t length = 0;
        void* data = nullptr;
        EXPECT_EQ(napi_get_typedarray_info(env, buffer, &type, &length, &data, nullptr, nullptr), napi_ok);
        EXPECT_EQ(type, napi_uint8_array);
        EXPECT_EQ(std::string(static_cast<char*>(data), length), "abc");
    });
}
