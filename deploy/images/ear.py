#!/usr/bin/python3
"""A person of the simulated Telegram: lets the assistant in, asks for songs, reads answers, and knows two songs by their sound.

usage: ear.py tone FILE              makes a song of five minutes, one tone
       ear.py climb FILE             makes one whose tone is higher each second
       ear.py login ADDRESS          approves the first login, and no later one
       ear.py play ADDRESS WORDS     asks for the first song and hears it
       ear.py hear ADDRESS           hears it
       ear.py second ADDRESS LEAST   hears the other one, tells which second of it, not before that one
       ear.py ask ADDRESS WORDS ANSWER
"""
import array
import json
import math
import sys
import time
import urllib.request
import wave

HERTZ = 441
LOWEST, STEP = 600, 4
RATE = 48_000
PATIENCE = 180


def song(file, pitch):
    with wave.open(file, "wb") as out:
        out.setparams((1, 2, RATE, 0, "NONE", ""))
        for second in range(300):
            turn = 2 * math.pi * pitch(second) / RATE
            out.writeframes(array.array("h", (int(12_000 * math.sin(turn * i)) for i in range(RATE))).tobytes())


class Telegram:
    def __init__(self, address):
        self.address = address
        world = self.call("sandbox")
        self.chat = next(chat["id"] for chat in world["chats"] if chat["title"] == "Muzon Lounge")
        self.person = self.user(world, "Alice")
        self.assistant = self.user(world, "Muzon Assistant")

    @staticmethod
    def user(world, name):
        return next(user["id"] for user in world["users"] if user["firstName"] == name)

    def call(self, path, body=None):
        request = urllib.request.Request(f"{self.address}/{path}", headers={"Content-Type": "application/json"})
        data = None if body is None else json.dumps(body).encode()
        with urllib.request.urlopen(request, data, timeout=30) as answer:
            return json.load(answer)

    def let_in(self):
        logins = self.call("sandbox/logins")
        if logins:
            self.call(f"sandbox/logins/{logins[-1]['token']}/approve", {"as": self.assistant})
        return logins

    def say(self, words):
        return self.call(f"sandbox/chats/{self.chat}/messages", {"as": self.person, "text": words})["id"]

    def answers(self, after):
        messages = self.call(f"sandbox/chats/{self.chat}")["messages"]
        return [message.get("text") or "" for message in messages if message["id"] > after]

    def heard(self):
        """Returns the tone of two seconds, 0 for silence."""
        receptions = self.call(f"sandbox/voice-chats/{self.chat}/receptions")
        if not receptions:
            return 0
        with urllib.request.urlopen(f"{self.address}/sandbox/voice-chats/{self.chat}/sound", timeout=30) as sound:
            left = array.array("h", sound.read(2 * 4 * RATE))[::2]
        if max(left, default=0) < 1_000:
            return 0
        return sum(before < 0 <= after for before, after in zip(left, left[1:])) / (len(left) / RATE)


def until(what, true):
    end = time.monotonic() + PATIENCE
    while not true():
        if time.monotonic() > end:
            sys.exit(f"{what}: not within {PATIENCE} s")
        time.sleep(0.5)


def main(act, *words):
    if act == "tone":
        song(*words, lambda second: HERTZ)
        return
    if act == "climb":
        song(*words, lambda second: LOWEST + STEP * second)
        return
    telegram = Telegram(words[0])
    if act == "login":
        until("a login", telegram.let_in)
        return
    if act == "second":
        until(f"second {words[1]}", lambda: telegram.heard() >= LOWEST + STEP * int(words[1]))
        time.sleep(3)  # then all that is listened to is sound
        print(round((telegram.heard() - LOWEST) / STEP))
        return
    after = telegram.say("/play " + words[1]) if act == "play" else 0
    if act == "ask":
        after = telegram.say(words[1])
        until(f'"{words[2]}" after "{words[1]}"', lambda: any(words[2] in text for text in telegram.answers(after)))
        return
    try:
        until(f"a tone of {HERTZ} Hz", lambda: abs(telegram.heard() - HERTZ) < 2)
    except SystemExit:
        print("\n".join(telegram.answers(after)), file=sys.stderr)
        raise


main(*sys.argv[1:])
