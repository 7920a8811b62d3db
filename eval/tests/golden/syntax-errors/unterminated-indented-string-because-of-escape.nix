''text'''
