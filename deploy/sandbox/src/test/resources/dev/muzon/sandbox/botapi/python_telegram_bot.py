"""A bot written with python-telegram-bot 13, as anybody would: argv is the API's address, the token and a chat."""
import json
import sys

from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup
from telegram.error import BadRequest, Unauthorized

address, token, chat = sys.argv[1], sys.argv[2], int(sys.argv[3])
bot = Bot(token, base_url=address + "/bot", base_file_url=address + "/file/bot")
told = {}
offset = None


def updates():
    global offset
    got = bot.get_updates(offset=offset, timeout=20)
    if got:
        offset = got[-1].update_id + 1
    return got


def until(wanted):
    while True:
        for update in updates():
            if wanted(update):
                return update


told["me"] = bot.get_me().username
asked = until(lambda u: u.message and u.message.audio).message
told["audio"] = [asked.audio.title, asked.audio.performer, asked.audio.duration]
told["bytes"] = bytes(bot.get_file(asked.audio.file_id).download_as_bytearray()).decode()
told["from"] = asked.from_user.first_name

card = bot.send_message(
    chat,
    "<b>Сейчас</b> играет",
    parse_mode="HTML",
    reply_to_message_id=asked.message_id,
    reply_markup=InlineKeyboardMarkup([[InlineKeyboardButton("Skip", callback_data="skip")]]),
)
told["sent"] = [card.text, card.entities[0].type, card.reply_to_message.message_id == asked.message_id]

query = until(lambda u: u.callback_query).callback_query
told["callback"] = [query.data, query.from_user.first_name, query.message.message_id == card.message_id]
query.answer("Skipped", show_alert=True)
told["edited"] = query.edit_message_text("next").text

upload = bot.send_audio(chat, audio=b"bytes of a song", filename="a.mp3", title="T", caption="c")
told["upload"] = [upload.audio.file_name, upload.audio.file_size, upload.caption]
told["admins"] = sorted(member.user.first_name for member in bot.get_chat_administrators(chat))
told["status"] = bot.get_chat_member(chat, asked.from_user.id).status
told["deleted"] = bot.delete_message(chat, upload.message_id)
bot.set_my_commands([("play", "Play a track")])
told["commands"] = [command.command for command in bot.get_my_commands()]
try:
    bot.edit_message_text("next", chat, card.message_id)
except BadRequest as e:
    told["same"] = str(e)[:23]
try:
    Bot("12345:" + "x" * 20, base_url=address + "/bot").get_me()
except Unauthorized as e:
    told["stranger"] = str(e)
print(json.dumps(told))
